import { describe, expect, it } from 'vitest'
import { isLocalUrl, parseFileUrl } from '../../../electron/providers/result-url.ts'

describe('the address of a file a service named', () => {
  it.each([
    'https://cdn.example/a.png?sig=%2Fx',
    'https://CDN.example:443/a.png',
    'https://8.8.8.8/a',
    'https://[2606:4700::1]/',
  ])('may be %s', (text) => {
    expect(parseFileUrl(text, { allowsLocal: false })?.href).toBe(new URL(text).href)
  })

  it.each([
    ['plain http', 'http://cdn.example/a.png'],
    ['another port', 'https://cdn.example:8443/a.png'],
    ['a user name', 'https://user@cdn.example/a.png'],
    ['a password', 'https://:secret@cdn.example/a.png'],
    ['a private address', 'https://192.168.0.1/a.png'],
    ['this machine', 'https://127.0.0.1/a.png'],
    ['this machine in octal', 'https://0177.0.0.1/a.png'],
    ['this machine as one number', 'https://2130706433/a.png'],
    ['this machine in hex', 'https://0x7f.1/a.png'],
    ['this machine over IPv6', 'https://[::1]/a.png'],
    ['an IPv4-mapped address', 'https://[::ffff:169.254.169.254]/a.png'],
    ['a file', 'file:///etc/passwd'],
    ['a script', 'javascript:alert(1)'],
    ['ftp', 'ftp://cdn.example/a.png'],
    ['no address', 'a.png'],
    ['nothing', ''],
  ])('may not be %s', (_, text) => {
    expect(parseFileUrl(text, { allowsLocal: false })).toBeNull()
  })

  it('may be on this machine where the service is', () => {
    for (const text of [
      'http://127.0.0.1:4000/a',
      'http://localhost:80/a',
      'https://[::1]:9/a',
      'https://cdn.example/a',
    ]) {
      expect(parseFileUrl(text, { allowsLocal: true })).not.toBeNull()
    }
    for (const text of [
      'http://10.0.0.1/a',
      'http://cdn.example/a',
      'http://u@127.0.0.1/',
      'ftp://127.0.0.1/',
      'https://10.0.0.1/',
    ]) {
      expect(parseFileUrl(text, { allowsLocal: true })).toBeNull()
    }
  })
})

it('tells this machine from names that only look like it', () => {
  expect(isLocalUrl(new URL('http://localhost.example/'))).toBe(false)
  expect(isLocalUrl(new URL('http://127.0.0.1.example/'))).toBe(false)
  expect(isLocalUrl(new URL('http://LOCALHOST/'))).toBe(true)
})
