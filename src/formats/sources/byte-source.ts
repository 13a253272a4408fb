/** The bytes of a file, decompressed, from the beginning to the end and only once. */
export interface ByteSource {
  /** As the user named it. */
  readonly file: string;
  /** Bytes on disk. */
  readonly fileSize: number;
  /** How many of them have been read: for progress. */
  readonly bytesRead: number;
  /** How many bytes `read` has given. */
  readonly position: number;
  /** Set once the end is reached because the compression is damaged, in words. */
  readonly damage: string | undefined;
  /** The next bytes without taking them: `length`, or fewer at the end. */
  peek(length: number): Promise<Uint8Array>;
  /** The next bytes: `length`, or fewer at the end. They are the caller's to keep. */
  read(length: number): Promise<Uint8Array>;
}
