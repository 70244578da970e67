import { expect, test } from 'vitest'
import { isShown, settledType, sniff } from './media-type.ts'
import { rangeOf } from './routes.ts'
import { safeHtml } from './safe-html.ts'

test.each([
  ['89504e470d0a1a0a', 'image/png'], ['ffd8ffe0', 'image/jpeg'], ['474946383961', 'image/gif'], ['25504446 2d312e37', 'application/pdf'], ['504b0304', 'application/zip'],
])('%s is %s', (hex, type) => expect(sniff(Buffer.from(hex.replaceAll(' ', ''), 'hex'))).toBe(type))

test.each([['<svg onload="alert(1)">', 'image/svg+xml'], ['  <!DOCTYPE html><p>', 'text/html'], ['<?xml version="1.0"?><svg/>', 'image/svg+xml'], ['hello', 'text/plain'], ['\0\u0001', 'application/octet-stream']])('%j is never shown', (text, type) => {
  expect(sniff(Buffer.from(text))).toBe(type)
  expect(isShown(settledType(type, 'image/png'))).toBe(false)
})

test.each([[null, null], ['bytes=0-4', { start: 0, end: 4 }], ['bytes=5-', { start: 5, end: 9 }], ['bytes=-3', { start: 7, end: 9 }], ['bytes=10-', 'beyond'], ['bytes=0-1,3-4', null], ['bytes=2-99', { start: 2, end: 9 }]])('the range %s of ten bytes', (header, range) => expect(rangeOf(header, 10)).toEqual(range))

const nothing = { inline: () => null, remote: null }
test.each([
  ['<script>alert(1)</script>hi', 'hi'],
  ['<p onclick="x()">a</p>', '<p>a</p>'],
  ['<a href="javascript:alert(1)">a</a>', '<a rel="noopener noreferrer nofollow" target="_blank">a</a>'],
  ['<div style="position:fixed;top:0;width:100vw;height:100vh;z-index:9999;color:red">a</div>', '<div style="color:red">a</div>'],
  ['<style>body{display:none}</style><b>a</b>', '<b>a</b>'],
  ['<p style="background:url(https://x.example/t)">a</p>', '<p>a</p>'],
  ['<form action="https://x.example"><input name="password"></form>', ''],
  ['<iframe src="https://x.example"></iframe><svg><script>1</script></svg><math><mi>x</mi></math>', ''],
  ['<img src="data:image/svg+xml;base64,AAAA">', '<span></span>'],
])('%s is made safe', (html, safe) => expect(safeHtml(html, nothing).html).toBe(safe))

test('pictures inside the message are shown from it, those from elsewhere only when asked, and pixels never', () => {
  const html = '<img src="cid:logo@x" alt="Logo"><img src="https://p.example/a.png"><img src="https://t.example/p" width="1" height="1"><img src="https://u.example/p" style="display:none">'
  expect(safeHtml(html, { inline: (id) => (id === 'logo@x' ? '/files/1' : null), remote: null })).toEqual({ html: '<img alt="Logo" src="/files/1" /><img alt="" /><span></span><span></span>', remotePictures: 1, trackers: ['t.example', 'u.example'] })
  expect(safeHtml(html, { inline: () => null, remote: (url) => `/pictures/${url.length}` }).html).toContain('src="/pictures/')
})
