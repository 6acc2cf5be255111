import { describe, expect, it } from 'vitest'
import { catalogue } from '../../../../../shared/models/catalogue.ts'
import { AppError } from '../../../../../shared/errors.ts'
import { createTestCli } from '../test-cli.ts'

const canary = 'rf-canary-key-0123456789'

describe('models', () => {
  it('shows every model with its price, its date, its limits and all its parameters', async () => {
    const cli = createTestCli()
    expect(await cli.run('models')).toBe(0)
    for (const { id, parameters, price } of catalogue) {
      expect(cli.printed()).toContain(id)
      if (price.perImage > 0) expect(cli.printed()).toContain(price.asOf)
      for (const { key } of parameters) expect(cli.printed()).toContain(`--${key.replaceAll('_', '-')}`)
    }
    expect(cli.printed()).toContain('$0.133 a result')
    expect(cli.printed()).toContain('Prompts up to 2560 characters.')
    expect(cli.printed()).toContain('a number from 0 to 1')
    expect(cli.printed().replaceAll(/\n\s*/g, ' ')).toContain('Takes up to 4 reference pictures. Takes a mask.')
  })

  it('needs no library', async () => {
    const cli = createTestCli({ openApp: () => Promise.reject(new Error('opened')) })
    expect(await cli.run('models')).toBe(0)
  })

  it('gives programs the same as JSON', async () => {
    const cli = createTestCli()
    expect(await cli.run('models', '--json')).toBe(0)
    expect(cli.lines().map(({ id }) => id)).toEqual(catalogue.map(({ id }) => id))
    expect(cli.lines()[1]).toMatchObject({
      type: 'model',
      price: { perImageUsd: 0.04, asOf: '2026-05-06' },
      parameters: [{ key: 'num_images', min: 1, max: 4 }, { key: 'output_format' }],
    })
  })
})

describe('keys set', () => {
  it('keeps a typed key after it was tried', async () => {
    const cli = createTestCli({ canAsk: true })
    cli.terminal.answers.push(` ${canary} `)
    expect(await cli.run('keys', 'set', 'aimlapi')).toBe(0)
    expect(cli.terminal.asked).toEqual(['Key for AIML API (not shown while you type): '])
    expect(cli.app.keys.get('aimlapi')).toBe(canary)
    expect(cli.printed()).toContain('takes the key')
    expect(cli.printed() + cli.noted()).not.toContain(canary)
    expect(cli.secretsOfLog).toEqual([canary])
  })

  it('reads a piped key', async () => {
    const cli = createTestCli({ input: `${canary}\n` })
    expect(await cli.run('keys', 'set', 'aimlapi')).toBe(0)
    expect(cli.app.keys.get('aimlapi')).toBe(canary)
  })

  it('keeps no key that is refused, and the one before it stays', async () => {
    const cli = createTestCli({ input: canary })
    cli.app.refuseKey = new AppError('key-rejected', 'Runflow does not accept the key.')
    expect(await cli.run('keys', 'set', 'runflow')).toBe(4)
    expect(cli.app.keys.get('runflow')).toBe('stored-key')
    expect(cli.noted()).toContain('The key was not kept; the one before it still is.')
    expect(await cli.run('keys', 'set', 'aimlapi')).toBe(4)
    expect(cli.app.keys.has('aimlapi')).toBe(false)
    expect(cli.printed()).toBe('')
  })

  it('never takes a key from the command line', async () => {
    const cli = createTestCli({ input: '' })
    expect(await cli.run('keys', 'set', 'runflow', canary)).toBe(2)
    expect(cli.app.keys.get('runflow')).toBe('stored-key')
    expect(cli.printed() + cli.noted()).not.toContain(canary)
  })

  it('refuses an empty key and one that cannot be sent', async () => {
    expect(await createTestCli({ input: '\n' }).run('keys', 'set', 'runflow')).toBe(2)
    expect(await createTestCli({ input: 'two\nlines' }).run('keys', 'set', 'runflow')).toBe(2)
  })

  it('does nothing where the question is called off', async () => {
    const cli = createTestCli({ canAsk: true })
    expect(await cli.run('keys', 'set', 'runflow')).toBe(4)
    expect(cli.app.keys.get('runflow')).toBe('stored-key')
  })

  it('refuses while a key in the environment would hide the new one', async () => {
    const cli = createTestCli({ input: canary })
    cli.app.environmentKeys.set('runflow', 'environment-key')
    expect(await cli.run('keys', 'set', 'runflow')).toBe(2)
    expect(cli.noted()).toContain('RUNFLOW_API_KEY is set in the environment')
    expect(cli.app.keys.get('runflow')).toBe('stored-key')
  })

  it('names the services there are for one there is not', async () => {
    const cli = createTestCli()
    expect(await cli.run('keys', 'set', 'openai')).toBe(2)
    expect(cli.noted()).toContain('runflow, aimlapi')
  })
})

describe('keys list', () => {
  it('says where each key comes from, never the key', async () => {
    const cli = createTestCli()
    cli.app.environmentKeys.set('aimlapi', canary)
    expect(await cli.run('keys', 'list')).toBe(0)
    expect(cli.printed()).toMatch(/runflow +Runflow +in the key store/)
    expect(cli.printed()).toMatch(/aimlapi +AIML API +from AIMLAPI_API_KEY/)
    expect(cli.printed()).not.toContain(canary)
    expect(cli.printed()).not.toContain('stored-key')
  })

  it('prints the same for programs', async () => {
    const cli = createTestCli()
    expect(await cli.run('keys', 'list', '--json')).toBe(0)
    expect(cli.lines()).toEqual([
      { type: 'key', service: 'runflow', source: 'keychain' },
      { type: 'key', service: 'aimlapi', source: null },
    ])
  })

  it('says what is wrong with a key store that does not work', async () => {
    const cli = createTestCli()
    const locked = new AppError('keychain-locked', 'The key store is locked.')
    Object.assign(cli.app.secrets, { sourceOf: () => Promise.reject(locked) })
    expect(await cli.run('keys', 'list')).toBe(4)
    expect(cli.printed()).toContain('not known: The key store is locked.')
    expect(cli.noted()).toContain('Unlock the key store')
  })
})

describe('keys test and remove', () => {
  it('tries the key of a service', async () => {
    const cli = createTestCli()
    expect(await cli.run('keys', 'test', 'runflow')).toBe(0)
    expect(await cli.run('keys', 'test', 'aimlapi')).toBe(4)
    expect(cli.noted()).toContain('There is no key for aimlapi.')
  })

  it('removes a key, and says when one in the environment is left', async () => {
    const cli = createTestCli()
    cli.app.environmentKeys.set('runflow', canary)
    expect(await cli.run('keys', 'remove', 'runflow')).toBe(0)
    expect(cli.app.keys.has('runflow')).toBe(false)
    expect(cli.printed()).toContain('is removed')
    expect(cli.noted()).toContain('RUNFLOW_API_KEY is still set')
    expect(await cli.run('keys', 'remove', 'runflow')).toBe(0)
    expect(cli.printed()).toContain('There was no key')
  })
})

describe('balance', () => {
  it('asks every service there is a key for', async () => {
    const cli = createTestCli()
    expect(await cli.run('balance')).toBe(0)
    expect(cli.printed()).toBe('Runflow: $12.00')
    expect(cli.noted()).toContain('There is no key for aimlapi.')
  })

  it('says that there is no key at all', async () => {
    const cli = createTestCli()
    cli.app.keys.clear()
    expect(await cli.run('balance')).toBe(4)
    expect(cli.noted()).toContain('There is no key for any service.')
  })

  it('asks one service, also for programs', async () => {
    const cli = createTestCli()
    expect(await cli.run('balance', 'runflow', '--json')).toBe(0)
    expect(cli.lines()).toEqual([{ type: 'balance', service: 'runflow', amountUsd: 12, note: null }])
    expect(await cli.run('balance', 'aimlapi')).toBe(4)
  })
})
