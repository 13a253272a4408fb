import { join } from 'node:path';
import { type FileIdentity, indexName } from '../../formats/index-file/identity.ts';
import { INDEX_EXTENSION } from '../../formats/index-file/make-room.ts';
import { cacheFolder } from './cache-folder.ts';

/** Where the cache has, or would have, the index of such a file. */
export function indexPath(identity: FileIdentity): string {
  return join(cacheFolder(process.env), `${indexName(identity)}${INDEX_EXTENSION}`);
}
