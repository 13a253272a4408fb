import { at } from './at.ts';
import { backrefs } from './backrefs.ts';
import { bytype } from './bytype.ts';
import { chain } from './chain.ts';
import { chains } from './chains.ts';
import { close } from './close.ts';
import type { Command } from './command.ts';
import { count } from './count.ts';
import { cut } from './cut.ts';
import { cuts } from './cuts.ts';
import { diff } from './diff.ts';
import { distinct } from './distinct.ts';
import { dom } from './dom.ts';
import { dominated } from './dominated.ts';
import { dups } from './dups.ts';
import { expect } from './expect.ts';
import { frames } from './frames.ts';
import { free } from './free.ts';
import { group } from './group.ts';
import { growth } from './growth.ts';
import { head } from './head.ts';
import { help } from './help.ts';
import { hist } from './hist.ts';
import { history } from './history.ts';
import { idom } from './idom.ts';
import { info } from './info.ts';
import { json } from './json.ts';
import { leaks } from './leaks.ts';
import { locals } from './locals.ts';
import { mark } from './mark.ts';
import { marks } from './marks.ts';
import { mpaths } from './mpaths.ts';
import { note } from './note.ts';
import { objective } from './objective.ts';
import { objects } from './objects.ts';
import { open } from './open.ts';
import { paths } from './paths.ts';
import { quit } from './quit.ts';
import { record } from './record.ts';
import { refs } from './refs.ts';
import { replay } from './replay.ts';
import { retained } from './retained.ts';
import { sample } from './sample.ts';
import { save } from './save.ts';
import { select } from './select.ts';
import { snapshots } from './snapshots.ts';
import { sort } from './sort.ts';
import { tail } from './tail.ts';
import { tb } from './tb.ts';
import { uncut } from './uncut.ts';
import { use } from './use.ts';
import { waste } from './waste.ts';
import { whatif } from './whatif.ts';
import { where } from './where.ts';

/** Every command; `help` lists them in this order within their group. */
export const commands = [
  open,
  use,
  close,
  snapshots,
  diff,
  growth,
  info,
  hist,
  count,
  objects,
  bytype,
  at,
  refs,
  backrefs,
  chain,
  paths,
  mpaths,
  chains,
  retained,
  dom,
  idom,
  dominated,
  cut,
  cuts,
  uncut,
  whatif,
  free,
  leaks,
  dups,
  waste,
  tb,
  frames,
  locals,
  where,
  sort,
  head,
  tail,
  sample,
  select,
  group,
  distinct,
  json,
  mark,
  marks,
  objective,
  note,
  history,
  record,
  save,
  expect,
  replay,
  help,
  quit,
] as const satisfies readonly Command[];
