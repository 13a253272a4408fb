import { turnRound } from '../../analysis/turn-round.ts';
import {
  addBefore,
  countTaken,
  findPages,
  markPlaces,
  placeAddresses,
} from '../../base/address-pages-jobs.ts';
import type { Job } from '../../base/team.ts';
import { moveEdges } from '../../formats/heapsh/close-gaps.ts';
import { readObjectRows } from '../../formats/heapsh/read-objects.ts';
import { writeEdges } from '../../formats/heapsh/write-edges.ts';
import { findOwners } from '../../formats/v8/attribute-sizes.ts';
import { resolvePiece } from '../../formats/v8/check-names.ts';
import { markPiece } from '../../formats/v8/mark-uncounted.ts';
import { findPageObjects } from '../../formats/v8/page-objects.ts';
import { countNumbers } from '../../formats/v8/parallel/count-numbers.ts';
import { parseRows } from '../../formats/v8/parallel/parse-rows.ts';

/** What the threads of a team can do. */
export const jobs: readonly Job<never, unknown>[] = [
  findPages,
  markPlaces,
  countTaken,
  addBefore,
  placeAddresses,
  readObjectRows,
  writeEdges,
  moveEdges,
  countNumbers,
  parseRows,
  findOwners,
  findPageObjects,
  markPiece,
  resolvePiece,
  turnRound,
];
