import { expect, it } from 'vitest'
import { createDispatch, type Handlers } from '../../../electron/ipc/dispatch.ts'
import { AppError } from '../../../shared/errors.ts'
import { channelNames } from '../../../shared/ipc/channels.ts'
import { inputs } from '../../../shared/ipc/inputs.ts'

/** Answers every channel and remembers which were reached. */
function createReached(answer: () => unknown = () => null) {
  const reached: string[] = []
  const logged: unknown[] = []
  const handlers = Object.fromEntries(
    channelNames.map((channel) => [
      channel,
      () => {
        reached.push(channel)
        return answer()
      },
    ]),
  ) as unknown as Handlers
  const dispatch = createDispatch(handlers, { error: (message, thrown) => logged.push({ message, thrown }) })
  return { dispatch, reached, logged }
}

const junk: readonly unknown[] = [
  0,
  'text',
  true,
  [],
  { nobody: 'expects this' },
  { id: 7 },
  { id: '' },
  { id: 'x'.repeat(101) },
  { id: { $ne: null }, items: 'all' },
  { __proto__: { id: 'a' }, limit: Infinity },
  { after: Number.NaN, limit: 1e9 },
  new Map([['id', 'a']]),
]

it.each(channelNames)('%s refuses what is malformed without doing anything', async (channel) => {
  const { dispatch, reached, logged } = createReached()
  for (const input of junk) {
    // A few shapes are right for some channels; the schema says which.
    if (inputs[channel].safeParse(input).success) continue
    expect(await dispatch(channel, input)).toMatchObject({ ok: false, error: { code: 'invalid-request' } })
  }
  expect([reached, logged]).toEqual([[], []])
})

it.each(['', 'app:write', 'constructor', '__proto__', 'toString', 'APP:READ'])(
  'knows no request “%s”',
  async (channel) => {
    const { dispatch, reached } = createReached()
    expect(await dispatch(channel, undefined)).toMatchObject({ ok: false, error: { code: 'invalid-request' } })
    expect(reached).toEqual([])
  },
)

it('takes nothing in both forms the hosts send it', async () => {
  const { dispatch, reached } = createReached()
  expect(await dispatch('app:read', null)).toEqual({ ok: true, value: null })
  expect(await dispatch('app:read', undefined)).toEqual({ ok: true, value: null })
  expect(reached).toEqual(['app:read', 'app:read'])
})

it('hands on the words of a failure that was foreseen, and logs nothing', async () => {
  const { dispatch, logged } = createReached(() => {
    throw new AppError('disk-full', 'The drive is full.')
  })
  expect(await dispatch('app:read', undefined)).toEqual({
    ok: false,
    error: { code: 'disk-full', message: 'The drive is full.' },
  })
  expect(logged).toEqual([])
})

it('logs what nobody foresaw, and tells the page none of it', async () => {
  const bug = new TypeError('cannot read /home/me/secret')
  const { dispatch, logged } = createReached(() => Promise.reject(bug))
  const reply = await dispatch('app:read', undefined)
  expect(reply).toMatchObject({ ok: false, error: { code: 'unexpected' } })
  expect(JSON.stringify(reply)).not.toContain('secret')
  expect(logged).toEqual([{ message: 'app:read failed', thrown: bug }])
})
