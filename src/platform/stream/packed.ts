/** What the stream keeps of an entry: a JSON array, compressed where it takes the least time. */
import { constants, zstdCompress, zstdDecompress } from 'node:zlib'
import { promisify } from 'node:util'

const compress = promisify(zstdCompress)
const decompress = promisify(zstdDecompress)

/** @param json A JSON array. */
export const pack = (json: string): Promise<Buffer> => compress(Buffer.from(json), { params: { [constants.ZSTD_c_compressionLevel]: 1 } })

export const unpack = async (payload: Buffer): Promise<unknown[]> => JSON.parse((await decompress(payload)).toString()) as unknown[]
