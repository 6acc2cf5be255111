import { expect, it } from 'vitest'
import { readKey } from '../../../electron/secrets/read-key.ts'

function entryThat(...answers: readonly (string | null | Error)[]) {
  const left = [...answers]
  const getPassword = (): Promise<string | null> => {
    const answer = left.shift()
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer ?? null)
  }
  return { getPassword, left }
}

const gone = new Error(
  'Platform failure: DBus error: No such interface “org.freedesktop.Secret.Item” on object at path /org/freedesktop/secrets/collection/login/273',
)

it('finds no key where the entry was removed while the store read it', async () => {
  expect(await readKey(entryThat(gone, null))).toBeNull()
})

it('finds the key that took the place of another while the store read it', async () => {
  expect(await readKey(entryThat(gone, gone, 'the new key'))).toBe('the new key')
})

it('does not go on for ever', async () => {
  await expect(readKey(entryThat(...Array.from({ length: 9 }, () => gone)))).rejects.toThrow('No such interface')
})

it.each(['No.', 'Did not receive a reply', 'Secret Service: object locked'])(
  'does not ask again after “%s”',
  async (message) => {
    const entry = entryThat(new Error(message), 'a key')
    await expect(readKey(entry)).rejects.toThrow(message)
    expect(entry.left).toEqual(['a key'])
  },
)
