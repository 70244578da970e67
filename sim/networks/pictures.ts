/** Pictures drawn from a number: avatars and photographs of a coast that does not exist, as PNG. */
import { createServer, type ServerResponse } from 'node:http'
import { crc32, deflateSync } from 'node:zlib'
import { Random, textSeed } from '../random.ts'
import { listenLocally, stopServer } from './local-server.ts'

type Colour = readonly [number, number, number]
type Paint = (x: number, y: number) => Colour

function chunk(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(body.length, 0)
  head.write(type, 4, 'latin1')
  const tail = Buffer.alloc(4)
  tail.writeUInt32BE(crc32(Buffer.concat([head.subarray(4), body])), 0)
  return Buffer.concat([head, body, tail])
}

/** An RGB picture. Source: PNG specification (W3C), filter 0 throughout. */
function png(width: number, height: number, paint: Paint): Buffer {
  const rows = Buffer.alloc(height * (1 + width * 3))
  for (let y = 0, at = 0; y < height; y++) {
    at++
    for (let x = 0; x < width; x++) for (const part of paint(x / width, y / height)) rows[at++] = Math.max(0, Math.min(255, Math.round(part)))
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))])
}

const blend = (a: Colour, b: Colour, t: number): Colour => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t]
const palette: readonly Colour[] = [[31, 111, 91], [201, 130, 44], [106, 90, 174], [184, 62, 88], [44, 110, 160], [120, 140, 70], [150, 95, 70], [70, 80, 95]]

/** A soft disc and a wave in two colours. */
function avatar(seed: number): Buffer {
  const r = new Random(seed, 801)
  const front = r.pick(palette)
  const back = blend(r.pick(palette), [255, 255, 255], 0.65)
  const [cx, cy, radius, phase, steps] = [0.3 + 0.4 * r.next(), 0.25 + 0.25 * r.next(), 0.14 + 0.14 * r.next(), r.next() * 6, r.between(1, 3)]
  return png(96, 96, (x, y) => {
    const wave = 0.66 + 0.07 * Math.sin(phase + x * 6 * steps)
    const disc = Math.hypot(x - cx, y - cy) < radius
    return y > wave ? front : disc ? blend(front, [255, 255, 255], 0.25) : blend(back, [255, 255, 255], (1 - y) * 0.4)
  })
}

/** Sky, sun, sea, dunes and a lane. */
function photograph(seed: number): Buffer {
  const r = new Random(seed, 802)
  const dusk = r.next()
  const high = blend([150, 190, 220], [70, 70, 120], dusk)
  const low = blend([235, 230, 215], [240, 150, 110], dusk)
  const sea = blend([90, 130, 140], [60, 70, 100], dusk)
  const sand = blend([205, 190, 150], [120, 95, 85], dusk)
  const grass = blend([120, 140, 90], [60, 70, 65], dusk)
  const [sun, horizon, a, b, lane] = [0.2 + 0.6 * r.next(), 0.42 + 0.12 * r.next(), r.next() * 6, r.next() * 6, 0.35 + 0.3 * r.next()]
  return png(600, 400, (x, y) => {
    const dune = horizon + 0.16 + 0.04 * Math.sin(a + x * 5) + 0.02 * Math.sin(b + x * 13)
    const field = dune + 0.13 + 0.02 * Math.sin(b + x * 4)
    if (y > field) {
      const width = 0.02 + (y - field) * 0.7
      return Math.abs(x - lane - (y - field) * 0.1) < width ? blend([150, 145, 140], [90, 85, 95], dusk) : grass
    }
    if (y > dune) return sand
    if (y > horizon) return blend(sea, low, Math.abs(Math.sin((y - horizon) * 240)) * 0.15)
    const near = Math.hypot((x - sun) * 1.5, y - horizon + 0.07)
    return near < 0.05 ? [255, 240, 205] : blend(blend(high, low, y / horizon), [255, 225, 180], Math.max(0, 0.35 - near))
  })
}

const drawn = new Map<string, Buffer>()

/** Answers `/avatars/…png` and `/photos/…png`; `false` for any other path. */
export function picture(path: string, response: ServerResponse): boolean {
  const [, kind, name] = /^\/(avatars|photos)\/([a-z0-9]{1,20})\.png$/.exec(path) ?? []
  if (kind === undefined || name === undefined) return false
  let bytes = drawn.get(path)
  if (bytes === undefined) {
    bytes = kind === 'avatars' ? avatar(textSeed(name)) : photograph(textSeed(name))
    if (drawn.size > 500) drawn.clear()
    drawn.set(path, bytes)
  }
  response.writeHead(200, { 'content-type': 'image/png', 'content-length': bytes.length, 'cache-control': 'public, max-age=86400' }).end(bytes)
  return true
}

/** A server of pictures and nothing else; every fake network serves them too. */
export async function startPictures(port?: number): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const server = createServer((request, response) => {
    if (!picture(request.url ?? '/', response)) response.writeHead(404).end()
  })
  const url = await listenLocally(server, port)
  return { url, stop: () => stopServer(server) }
}
