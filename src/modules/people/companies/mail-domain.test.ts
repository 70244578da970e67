import { expect, test } from 'vitest'
import { companyDomain } from './mail-domain.ts'

test.each([
  ['mara@workshop.example', 'workshop.example'],
  ['Mara@Workshop.Example ', 'workshop.example'],
  ['mara@gmail.com', null],
  ['mara@hotmail.nl', null],
  ['mara@yahoo.co.uk', null],
  ['mara@fedi', null],
  ['@mara@fedi.example', null],
  ['not an address', null],
  ['', null],
])('the company of "%s"', (address, domain) => {
  expect(companyDomain(address)).toBe(domain)
})
