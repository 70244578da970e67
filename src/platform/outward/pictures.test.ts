/** Pictures against servers that lie about what they send and lead elsewhere. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo, LookupFunction } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOutwardFetch } from './outward-fetch.ts'
import { openPictures, pictureBase, type Pictures } from './pictures.ts'

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
const answers: Record<string, { type: string; body: Buffer | string; location?: string }> = {
  '/good.png': { type: 'text/html', body: png },
  '/page.png': { type: 'image/png', body: '<html><script>alert(1)</script>' },
  '/drawing.svg': { type: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>' },
  '/empty.gif': { type: 'image/gif', body: '' },
  '/inside': { type: '', body: '', location: 'http://169.254.169.254/latest/meta-data' },
  '/home': { type: '', body: '', location: 'http://127.0.0.1:8080/' },
}
let server: Server
let base = ''
let pictures: Pictures

beforeAll(async () => {
  server = createServer((request, response) => {
    const found = answers[request.url ?? '']
    if (!found) response.writeHead(404).end()
    else response.writeHead(found.location ? 302 : 200, found.location ? { location: found.location } : { 'content-type': found.type }).end(found.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const here = `127.0.0.1:${(server.address() as AddressInfo).port}`
  base = `http://${here}`
  // A name that looks public and leads home, as in DNS rebinding.
  const lookup = ((_host: string, options: { all?: boolean }, done: (error: null, found: unknown, family?: number) => void) => (options.all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4))) as unknown as LookupFunction
  pictures = openPictures('key', createOutwardFetch({ userAgent: 'Rapport test', allowPrivate: [here], lookup }))
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

async function show(url: string): Promise<Response> {
  const [signature = '', encoded = ''] = pictures.address(url)?.slice(pictureBase.length + 1).split('/') ?? []
  return pictures.serve(signature, encoded)
}

test('a picture is shown as what its bytes are, and can run nothing', async () => {
  const response = await show(`${base}/good.png`)
  expect(response.headers.get('content-type')).toBe('image/png')
  expect(response.headers.get('content-security-policy')).toContain('sandbox')
})

test.each(['/page.png', '/drawing.svg', '/empty.gif'])('%s is no picture, whatever its server calls it', async (path) => {
  await expect(show(base + path)).rejects.toMatchObject({ code: 'picture.kind' })
})

test.each(['/inside', '/home'])('a picture that leads to %s is not followed', async (path) => {
  await expect(show(base + path)).rejects.toMatchObject({ code: 'outward.private-address' })
})

test('a public name that leads home is not asked', async () => {
  await expect(show('http://pictures.example.com/p.png')).rejects.toMatchObject({ code: 'outward.private-address' })
})

test.each(['javascript:alert(1)', 'data:image/png;base64,x', 'file:///etc/passwd', '//x.example/p.png', 'blob:x', ''])('%s has no picture address', (url) => {
  expect(pictures.address(url)).toBeNull()
})

test('an address that was changed after signing is refused', async () => {
  const [signature = ''] = pictures.address(`${base}/good.png`)?.slice(pictureBase.length + 1).split('/') ?? []
  await expect(pictures.serve(signature, Buffer.from(`${base}/page.png`).toString('base64url'))).rejects.toMatchObject({ status: 403 })
})
