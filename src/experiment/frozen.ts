/** Why and at which step a run stopped moving. */
export interface Frozen {
  /** The last step whose update was finite. */
  readonly step: number;
  readonly reason: string;
}
