import { addUpSizes } from '../../analysis/add-up-sizes.ts';
import { measureDistances } from '../../analysis/distances.ts';
import { edgesInto } from '../../analysis/edges-into.ts';
import { searchFurther } from '../../analysis/search-further.ts';
import { findEdges, turnRound } from '../../analysis/turn-round.ts';
import { markPlaces, placePositions } from '../../base/address-pages-jobs.ts';
import { digestFile } from '../../base/file-digest.ts';
import type { Job } from '../../base/team.ts';
import { countSmall } from '../../commands/partition/count-small.ts';
import { moveEdges } from '../../formats/heapsh/close-gaps.ts';
import { readObjectRows } from '../../formats/heapsh/read-objects.ts';
import { writeEdges } from '../../formats/heapsh/write-edges.ts';
import { pickPieces } from '../../formats/index-file/pick-pieces.ts';
import { readPieces } from '../../formats/index-file/read-pieces.ts';
import { attributeSizes, findOwners } from '../../formats/v8/attribute-sizes.ts';
import { resolvePiece } from '../../formats/v8/check-names.ts';
import { markForeign } from '../../formats/v8/mark-foreign.ts';
import { parseRows } from '../../formats/v8/parallel/parse-rows.ts';
import { searchPage } from '../../formats/v8/search-page.ts';
import { searchRest } from '../../formats/v8/search-rest.ts';
import { surveyPiece } from '../../formats/v8/survey-nodes.ts';
import { writePiece } from '../../formats/v8/write-nodes.ts';
import { countEdges } from '../../model/count-references.ts';
import { findUnexplained } from '../../model/derived-roots.ts';

/** What the threads of a team can do. */
export const jobs: readonly Job<never, unknown>[] = [
  markPlaces,
  placePositions,
  readObjectRows,
  writeEdges,
  moveEdges,
  countEdges,
  findUnexplained,
  readPieces,
  pickPieces,
  parseRows,
  attributeSizes,
  findOwners,
  surveyPiece,
  writePiece,
  searchPage,
  resolvePiece,
  searchFurther,
  turnRound,
  findEdges,
  addUpSizes,
  edgesInto,
  markForeign,
  searchRest,
  countSmall,
  measureDistances,
  digestFile,
];
