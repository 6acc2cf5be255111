import { cpSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { makeSources } from '../support/pictures.ts'
import { models, storeBatch } from '../support/stored-batch.ts'

export interface Place {
  readonly home: string
  readonly out: string
  readonly prompt: string
}

export interface Template {
  /** A copy of a library whose one batch of one picture was never begun, with a prompt of its own. */
  copy(name: string): Place
}

export async function makeTemplate(
  folder: string,
  service: keyof typeof models,
  makePictures: (folder: string) => Promise<string> = (target) => makeSources(target, 1),
): Promise<Template> {
  mkdirSync(folder, { recursive: true })
  const sources = await makePictures(join(folder, `sources-${service}`))
  const home = join(folder, `template-${service}`)
  // Results lie in a folder that is named relative to nothing, so each copy is told its own.
  await storeBatch({ home, sources: [sources], out: join(folder, 'unset'), model: models[service], prompt: 'unset' })
  return {
    copy: (name) => {
      const place = {
        home: join(folder, name, 'home'),
        out: join(folder, name, 'out'),
        prompt: `make it warm, ${name}`,
      }
      mkdirSync(join(folder, name))
      cpSync(home, place.home, { recursive: true })
      rename(place)
      return place
    },
  }
}

function rename({ home, out, prompt }: Place): void {
  const database = new DatabaseSync(join(home, 'library.db'))
  database.prepare('UPDATE item SET prompt = ?').run(prompt)
  database.prepare('UPDATE batch SET output_folder = ?').run(out)
  database.close()
  if (!readdirSync(home).includes('library.db')) throw new Error('The copy of the library is gone')
}
