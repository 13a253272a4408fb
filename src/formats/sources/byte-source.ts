/** The bytes of a file or a stream, decompressed, from the beginning to the end and only once. */
export interface ByteSource {
  /** As the user named it; `-` is standard input. */
  readonly file: string;
  /** Standard input or a pipe: bytes as they come, and nobody can open it once more. */
  readonly isStream: boolean;
  /** Bytes on disk; of a stream, 0 until its end has come, then how many there were. */
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
  /** The next bytes as they have come, uncopied: at most so many, and none only at the end. They are the caller's to keep. */
  readSome(most: number): Promise<Uint8Array>;
  /**
   * Goes on at another place. Other threads can read there too, for `file` is a plain file and these are its bytes;
   * undefined: they are not.
   */
  readonly seek?: ((position: number) => Promise<void>) | undefined;
}
