/** The scenarios on two peaks: more than half of what the scenarios take, in a file and so on a core of their own. */
import { testScenarios } from './testing';
import { twoPeaks } from './two-peaks';
import { twoPeaksCapacity } from './two-peaks-capacity';

testScenarios([twoPeaks, twoPeaksCapacity]);
