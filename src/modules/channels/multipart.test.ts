import { expect, test } from 'vitest'
import { multipartOf } from './multipart.ts'

test('what is sent as a form is read as the same form, whatever stands in names and bytes', async () => {
  const bytes = Buffer.from([0, 13, 10, 45, 45, 255])
  const { contentType, body } = multipartOf({ chat_id: '7', caption: 'Zie "dit"\r\n--x' }, [{ field: 'photo', name: 'mijn "fiets"\r\n.png', mediaType: 'image/png', bytes }])
  const form = await new Response(body as Uint8Array<ArrayBuffer>, { headers: { 'content-type': contentType } }).formData()
  expect(form.get('chat_id')).toBe('7')
  expect(form.get('caption')).toBe('Zie "dit"\r\n--x')
  const file = form.get('photo') as File
  expect([file.type, Buffer.from(await file.arrayBuffer()).equals(bytes)]).toEqual(['image/png', true])
  expect(file.name).toBe('mijn "fiets"\r\n.png')
})
