import { describe, expect, it } from 'vitest'
import { readServiceUrl } from '../../../electron/settings/service-url.ts'

const read = (text: string): string | null => readServiceUrl('runflow', { LIGHTBENCH_RUNFLOW_URL: text })

describe('the address of a service in the environment', () => {
  it.each([
    ['https://gateway.example', 'https://gateway.example'],
    [' https://gateway.example:8443/ ', 'https://gateway.example:8443'],
    ['http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
    ['http://127.9.8.7', 'http://127.9.8.7'],
    ['http://0x7f.1:80', 'http://127.0.0.1'],
    ['http://[::1]:4000', 'http://[::1]:4000'],
    ['http://LOCALHOST:1', 'http://localhost:1'],
  ])('may be %s', (text, origin) => expect(read(text)).toBe(origin))

  it.each([
    'http://gateway.example',
    'http://localhost.example',
    'http://127.0.0.1.example',
    'http://128.0.0.1',
    'http://0.0.0.0',
    'http://[::ffff:128.0.0.1]',
    'ftp://127.0.0.1',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://user:secret@gateway.example',
    'https://gateway.example/?key=secret',
    'https://gateway.example/#x',
    'gateway.example',
    'https://',
  ])('may not be %s, and the variable is named', (text) => {
    expect(() => read(text)).toThrow(
      expect.objectContaining({
        code: 'invalid-request',
        message: expect.stringMatching(/^LIGHTBENCH_RUNFLOW_URL: (?!.*secret).*\.$/) as unknown,
      }),
    )
  })

  it('is nothing where the variable is not set or blank, and belongs to one service', () => {
    expect(readServiceUrl('aimlapi', { LIGHTBENCH_RUNFLOW_URL: 'https://a.example' })).toBeNull()
    expect(read('  ')).toBeNull()
    expect(readServiceUrl('aimlapi', { LIGHTBENCH_AIMLAPI_URL: 'https://a.example' })).toBe('https://a.example')
  })
})
