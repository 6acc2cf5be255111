import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createTestCli } from './test-cli.ts'

/** The recipe a command line makes, as the stored batch has it. */
async function recipeOf(...args: string[]) {
  const cli = createTestCli()
  cli.addPictures(['a.jpg'])
  const code = await cli.run('edit', 'photos', ...args, '--practice', '--json')
  return { cli, code, recipe: cli.app.engine.batches.list(1)[0]?.recipe }
}

async function refusalOf(...args: string[]): Promise<string> {
  const cli = createTestCli()
  cli.addPictures(['a.jpg'])
  expect(await cli.run('edit', 'photos', ...args)).toBe(2)
  return cli.noted()
}

describe('parameters', () => {
  it('are read by their type, from flags and from --param', async () => {
    const { recipe, code } = await recipeOf(
      '--temperature',
      '-20',
      '--exposure',
      '0.5',
      '--grayscale',
      '--no-enlarge',
      '--background',
      '#ffAA00',
      '--param',
      'flip=both',
      '--param',
      'resize=800',
    )
    expect(code).toBe(0)
    expect(recipe?.parameters).toEqual({
      temperature: -20,
      exposure: 0.5,
      grayscale: true,
      enlarge: false,
      background: '#ffAA00',
      flip: 'both',
      resize: 800,
    })
  })

  it('with one name in several models take what the chosen model takes', async () => {
    const local = await recipeOf('--quality', '80', '--output-format', 'webp')
    expect(local.recipe?.parameters).toEqual({ quality: 80, output_format: 'webp' })
    const cloud = await recipeOf('--model', 'runflow/openai/gpt-image-2/edit', '--prompt', 'x', '--quality', 'high')
    expect(cloud.recipe?.parameters).toEqual({ quality: 'high' })
    expect(await refusalOf('--quality', 'high')).toContain('“quality” of local/adjust must be a whole number')
  })

  it.each([
    [['--strength', '0.5'], 'local/adjust has no parameter “strength”. It belongs to runflow/black-forest-labs'],
    [['--param', 'strength=0.5'], 'It belongs to runflow/black-forest-labs/flux-1-dev/edit'],
    [['--param', 'temprature=5'], 'Did you mean “temperature”?'],
    [['--temperature', '200'], 'must be a whole number from -100 to 100 %; “200” is not'],
    [['--temperature', 'warm'], '“warm” is not'],
    [['--resize', '10.5'], '“10.5” is not'],
    [['--resize', ''], 'resize'],
    [['--grayscale', '--param', 'grayscale=false'], 'is given twice'],
    [['--param', 'blur=1', '--param', 'blur=2'], '“blur” is given twice'],
    [['--param', 'blur'], 'write --param key=value'],
    [['--param', '=3'], 'write --param key=value'],
    [['--param', '__proto__=3'], 'has no parameter'],
  ])('%j are refused by name', async (args, words) => {
    expect(await refusalOf(...args)).toContain(words)
  })
})

describe('output rules', () => {
  it('come from flags of their own, beside parameters of the same name', async () => {
    const { recipe } = await recipeOf(
      '--quality',
      '70',
      '--save-quality',
      '60',
      '--save-format',
      'webp',
      '--save-size',
      'original',
      '--save-background',
      '#000000',
      '--save-profile',
      'source',
      '--keep-gps',
      '--no-metadata',
      '--conflict',
      'skip',
      '--name',
      '{folder}/{name}-{n}',
      '--upload-gps',
    )
    expect(recipe).toMatchObject({
      uploadGps: true,
      parameters: { quality: 70 },
      output: {
        name: '{folder}/{name}-{n}',
        conflict: 'skip',
        format: 'webp',
        quality: 60,
        size: 'original',
        background: '#000000',
        profile: 'source',
        keepGps: true,
        metadata: 'none',
      },
    })
  })

  it.each([
    [['--save-quality', '0'], 'from 1 to 100'],
    [['--save-quality', 'best'], '“best” is not'],
    [['--save-background', 'red'], 'a colour as #rrggbb'],
    [['--name', '{nmae}'], 'Did you mean {name}?'],
    [['--name', ''], 'name'],
  ])('%j are refused', async (args, words) => {
    expect(await refusalOf(...args)).toContain(words)
  })
})

function write(content: unknown) {
  const cli = createTestCli()
  cli.addPictures(['a.jpg'])
  mkdirSync(cli.path('recipes'))
  writeFileSync(cli.path('recipes', 'r.json'), typeof content === 'string' ? content : JSON.stringify(content))
  return cli
}

describe('a recipe file', () => {
  it('gives everything the flags do not', async () => {
    const cli = write({
      model: 'runflow/reve/edit',
      prompt: 'from the file',
      parameters: { num_images: 2, output_format: 'webp' },
      output: { conflict: 'skip', quality: 50 },
    })
    const args = ['--prompt', 'from the flag', '--num-images', '1', '--save-quality', '60', '--practice']
    expect(await cli.run('edit', 'photos', '--recipe', 'recipes/r.json', ...args)).toBe(0)
    expect(cli.app.engine.batches.list(1)[0]?.recipe).toMatchObject({
      model: 'runflow/reve/edit',
      prompt: 'from the flag',
      parameters: { num_images: 1, output_format: 'webp' },
      output: { conflict: 'skip', quality: 60 },
    })
  })

  it('means its pictures from its own folder', async () => {
    const cli = write({
      model: 'runflow/openai/gpt-image-2/edit',
      prompt: 'x',
      references: ['look.png'],
      mask: 'mask.png',
    })
    writeFileSync(cli.path('recipes', 'look.png'), 'picture look')
    writeFileSync(cli.path('recipes', 'mask.png'), 'picture mask')
    expect(await cli.run('edit', 'photos', '--recipe', 'recipes/r.json', '--practice')).toBe(0)
    expect(cli.app.engine.batches.list(1)[0]?.recipe).toMatchObject({
      references: [join(cli.folder, 'recipes', 'look.png')],
      mask: join(cli.folder, 'recipes', 'mask.png'),
    })
  })

  it.each([
    ['{', 'not valid JSON'],
    ['[]', 'not an object'],
    [{ model: 'local/adjust', prompt: 5 }, '“prompt”'],
    [{ model: 'local/adjust', promt: 'x' }, 'promt'],
    [{ model: 'local/adjust', output: { conflict: 'replace' } }, '“output.conflict”'],
    [{ model: 'local/adjust', parameters: { strength: 1 } }, 'has no parameter “strength”'],
    [{ prompt: 'x' }, '“model”'],
    [{ model: 'local/adjst' }, 'Did you mean “local/adjust”?'],
  ])('of %j is refused with the place', async (content, words) => {
    const cli = write(content)
    expect(await cli.run('edit', 'photos', '--recipe', 'recipes/r.json')).toBe(2)
    expect(cli.noted()).toContain(words)
  })

  it('that is not there is named', async () => {
    expect(await refusalOf('--recipe', 'nowhere.json')).toContain('nowhere.json cannot be read')
  })
})

describe('references, masks and tables', () => {
  it('become absolute', async () => {
    const cli = createTestCli()
    cli.addPictures(['a.jpg'])
    for (const name of ['one.png', 'two.png', 'm.png']) writeFileSync(cli.path(name), `picture ${name}`)
    writeFileSync(cli.path('rows.csv'), 'file,prompt\na,make it red\n')
    const args = ['--reference', 'one.png', '--reference', 'two.png', '--mask', 'm.png', '--csv', 'rows.csv']
    const model = ['--model', 'runflow/openai/gpt-image-2/edit', '--practice']
    expect(await cli.run('edit', ...args, ...model, 'photos')).toBe(0)
    const batch = cli.app.engine.batches.list(1)[0]!
    expect(batch.recipe).toMatchObject({
      references: [cli.path('one.png'), cli.path('two.png')],
      mask: cli.path('m.png'),
    })
    expect([...cli.app.engine.views.items(batch.id, ['done'])][0]?.item.prompt).toBe('make it red')
  })

  it('are refused by models that take none', async () => {
    expect(await refusalOf('--mask', 'm.png')).toContain('takes no mask')
    expect(await refusalOf('--reference', 'r.png')).toContain('takes no reference pictures')
  })
})

it('refuses a model that does not exist, with the nearest one', async () => {
  expect(await refusalOf('--model', 'runflow/reve/edt')).toContain('Did you mean “runflow/reve/edit”?')
  expect(await refusalOf('--model', '')).toContain('There is no model')
})
