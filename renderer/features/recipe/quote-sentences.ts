import type { MessageKey } from '../../messages/message-key.ts'
import type { Translate } from '../../messages/translate.ts'

/** Sentences that main puts into a quote, with the parts that differ as named groups. */
const sentences: readonly (readonly [pattern: RegExp, key: MessageKey])[] = [
  [/^Nothing leaves this machine: practice mode/, 'recipe.said.practice'],
  [/^To (?<service>.+): the pictures and the prompt\.$/, 'recipe.said.to'],
  [/^To (?<service>.+): the pictures, the reference pictures and the prompt\.$/, 'recipe.said.to-references'],
  [/^The camera position stays in what is sent/, 'recipe.said.gps'],
  [/^File names, camera data and position are taken out/, 'recipe.said.stripped'],
  [/^Uploaded pictures stay in your (?<service>.+) library\.$/, 'recipe.said.kept'],
  [/^The balance may not be enough for all of it/, 'recipe.said.balance'],
  [/^The price of this quality is not published/, 'recipe.said.quality'],
  [
    /^The prompt has (?<length>\d+) characters; (?<model>.+) takes (?<limit>\d+)\. It may be refused\.$/,
    'recipe.said.long',
  ],
  [/^One result would have the name of another \((?<names>.*)\);/, 'recipe.said.collision'],
  [/^(?<count>\d+) results would have the name of another \((?<names>.*)\);/, 'recipe.said.collisions'],
  [/^Runflow model page$/, 'recipe.said.page'],
  [/^Runflow model page, at 1024×1024$/, 'recipe.said.page-1024'],
  [/^Runflow model page, high quality$/, 'recipe.said.page-high'],
  [/^The same request gives the same picture\.$/, 'review.expect-always'],
  [/^The same pictures can be expected, because the seed is part of the request\.$/, 'review.expect-seed'],
  [/^Expect other pictures: no seed was given/, 'review.expect-no-seed'],
  [/^Expect other pictures: this model never/, 'review.expect-never'],
  [/^derived from the (?<credits>[\d,]+) credits of the published sample$/, 'recipe.said.sample'],
]
const estimate = /^The price is an estimate: (?<source>.*)\.$/

/** A sentence of a quote in the language of the window; as main said it where there is no translation of it. */
export function sentenceText(t: Translate, said: string): string {
  const source = estimate.exec(said)?.groups?.['source']
  if (source !== undefined) return t('recipe.said.estimate', { source: sentenceText(t, source) })
  for (const [pattern, key] of sentences) {
    const found = pattern.exec(said)
    if (found !== null) return t(key, { ...found.groups })
  }
  return said
}

const expectation = /^(The same request gives|Expect other pictures|The same pictures can be expected)/

/** Whether a sentence says what pictures to expect of requests that were sent before. */
export function isExpectation(said: string): boolean {
  return expectation.test(said)
}
