/** Keeps an error in one part of the page from taking the others along. */
import { Component, type ReactNode } from 'react';
import { Button } from 'react-aria-components';

interface Props {
  readonly title: string;
  readonly children: ReactNode;
}

interface State {
  readonly error: unknown;
}

export class PartBoundary extends Component<Props, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error ?? 'unknown error' };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <p role="status" className="part-failure">
        {this.props.title} stopped with an error: {error instanceof Error ? error.message : String(error)}.{' '}
        <Button className="text-button" onPress={() => this.setState({ error: null })}>
          Try again
        </Button>
      </p>
    );
  }
}
