/** npm's failures, told to whoever typed one command. */
import { describe, expect, test } from 'vitest'
import { npmFault } from './npm-fault.mjs'

describe('npm failed', () => {
  test.each([
    ['offline', 'npm error code ENOTFOUND\nnpm error syscall getaddrinfo\nnpm error network request failed', 'cannot be reached', true],
    ['offline, in the words of npm 9', 'npm ERR! code EAI_AGAIN\nnpm ERR! errno EAI_AGAIN', 'cannot be reached', true],
    ['the disk is full', 'npm error code ENOSPC\nnpm error nospc ENOSPC: no space left on device, write', 'disk that holds /srv/rapport is full', false],
    ['a folder of another user', "npm error code EACCES\nnpm error path /srv/rapport/node_modules\nnpm error Error: EACCES: permission denied, mkdir '/srv/rapport/node_modules'", 'may not write', false],
    ['a proxy with its own certificate', 'npm error code SELF_SIGNED_CERT_IN_CHAIN', 'NODE_EXTRA_CA_CERTS', false],
    ['a registry that asks for a password', 'npm error code E401', 'refused', false],
    ['a package that is not there', "npm error code E404\nnpm error 404 Not Found - GET …", 'does not know', false],
    ['a registry in trouble', 'npm error code E503', 'having trouble', true],
    ['something new', 'npm error code EWHATEVER\nnpm error The frobnicator broke.\nnpm error A complete log of this run can be found in: x', 'The frobnicator broke.', true],
    ['nothing said', '', 'gave no reason', true],
  ])('%s', (_, output, expected, mayPass) => {
    const fault = npmFault(output, '/srv/rapport')
    expect(fault.message).toContain(expected)
    expect(fault.mayPass).toBe(mayPass)
  })

  test('a word in a warning is not taken for the reason', () => {
    expect(npmFault('npm warn network proxy is old\nnpm error code ENOSPC', '/srv/rapport').message).toContain('full')
  })
})
