import type { ActiveScenarios, Scenario } from './scenario.ts'

/** Says what goes wrong, when. Scenarios of one request add up; of several spoiled answers the last named counts. */
export interface ScenarioSwitch<Kind extends string, S extends Scenario> {
  /** From now on for every request of the kind. */
  always(request: Kind | 'any', scenario: S | readonly S[]): void
  /** For the next request of the kind that has none yet, so two calls speak of two requests. */
  next(request: Kind, scenario: S | readonly S[]): void
  /** For the n-th request of the kind counted from now; 1 is the next. */
  nth(request: Kind, n: number, scenario: S | readonly S[]): void
  /** For every request of the kind that belongs to a prompt with these words, in any case of letters. */
  match(words: string, scenario: S | readonly S[], request?: Kind): void
  /** Back to a service that works as described. */
  clear(): void
}

export interface ScenarioBook {
  /** Counts the request and takes what was said for it. */
  take(request: string, prompt: string | null): ActiveScenarios
}

interface Rule {
  readonly request: string
  readonly words: string | null
  readonly scenarios: readonly Scenario[]
}

/** The scenarios of one service. Which request they meet is decided when it arrives, before it is judged. */
export function createScenarioBook<Kind extends string, S extends Scenario>(
  submit: Kind,
): ScenarioBook & { readonly switch: ScenarioSwitch<Kind, S> } {
  let rules: Rule[] = []
  const seen = new Map<string, number>()
  const planned = new Map<string, readonly Scenario[]>()

  return { take, switch: { always, next, nth, match, clear } }

  function take(request: string, prompt: string | null): ActiveScenarios {
    const count = (seen.get(request) ?? 0) + 1
    seen.set(request, count)
    const slot = slotName(request, count)
    const once = planned.get(slot) ?? []
    planned.delete(slot)
    return [...rules.filter((rule) => meets(rule, request, prompt)).flatMap(({ scenarios }) => scenarios), ...once]
  }

  function always(request: Kind | 'any', scenario: S | readonly S[]): void {
    rules.push({ request, words: null, scenarios: toList(scenario) })
  }

  function match(words: string, scenario: S | readonly S[], request: Kind = submit): void {
    rules.push({ request, words: words.toLowerCase(), scenarios: toList(scenario) })
  }

  function next(request: Kind, scenario: S | readonly S[]): void {
    let n = 1
    while (planned.has(slotName(request, (seen.get(request) ?? 0) + n))) n += 1
    nth(request, n, scenario)
  }

  function nth(request: Kind, n: number, scenario: S | readonly S[]): void {
    const slot = slotName(request, (seen.get(request) ?? 0) + n)
    planned.set(slot, [...(planned.get(slot) ?? []), ...toList(scenario)])
  }

  function clear(): void {
    rules = []
    planned.clear()
  }
}

function slotName(request: string, count: number): string {
  return `${request} ${count}`
}

function toList<S extends Scenario>(scenario: S | readonly S[]): readonly S[] {
  return [scenario].flat() as readonly S[] // `flat` cannot tell a scenario from a list of them.
}

function meets(rule: Rule, request: string, prompt: string | null): boolean {
  if (rule.request !== 'any' && rule.request !== request) return false
  return rule.words === null || (prompt !== null && prompt.toLowerCase().includes(rule.words))
}
