import { expect, it } from 'vitest'
import { parseServiceOrigin } from '../../../electron/providers/origin.ts'
import { AppError } from '../../../shared/errors.ts'

it.each([
  ['https://api.runflow.io', 'https://api.runflow.io', false],
  ['https://gateway.example:8443/', 'https://gateway.example:8443', false],
  ['http://127.0.0.1:4010', 'http://127.0.0.1:4010', true],
  ['http://localhost:4010/', 'http://localhost:4010', true],
  ['http://[::1]:4010', 'http://[::1]:4010', true],
])('takes %s as a service address', (text, origin, isLocal) => {
  expect(parseServiceOrigin(text)).toEqual({ origin, isLocal })
})

it.each([
  ['http://api.runflow.io', 'only https'],
  ['http://127.0.0.1.example', 'only https'],
  ['https://user:secret@api.runflow.io', 'password'],
  ['https://api.runflow.io/v1', 'a path'],
  ['https://api.runflow.io/?a=1', 'a path'],
  ['api.runflow.io', 'not'],
  ['ws://127.0.0.1:1', 'only https'],
])('refuses %s and says why', (text, reason) => {
  const refusal = (): unknown => parseServiceOrigin(text)
  expect(refusal).toThrow(AppError)
  expect(refusal).toThrow(reason)
  expect(refusal).not.toThrow('secret')
})
