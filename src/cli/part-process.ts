/** A process that trains the runs that it is given. */
import type { PartRequest } from '../training/split/part';
import { servePart } from '../training/split/serve-part';

const receive = servePart((answer) => process.send?.(answer));
process.on('message', (request: PartRequest) => receive(request));

// Ctrl-C is said to all processes at once; whoever asked for the training ends it.
process.on('SIGINT', () => {});
