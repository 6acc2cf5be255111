import { z } from 'zod'
import { requestKinds, type AimlapiRequestKind, type RunflowRequestKind } from './requests.ts'
import {
  aimlapiScenarioSchema,
  runflowScenarioSchema,
  type AimlapiScenario,
  type RunflowScenario,
  type Scenario,
} from './scenario.ts'
import type { ScenarioSwitch } from './scenario-book.ts'

export interface ScenarioSwitches {
  readonly runflow: ScenarioSwitch<RunflowRequestKind, RunflowScenario>
  readonly aimlapi: ScenarioSwitch<AimlapiRequestKind, AimlapiScenario>
}

/** The calls of a `ScenarioSwitch` as data, for what starts practice mode from outside. */
export const scenarioCommandSchema = z.union([
  ...commandsFor('runflow', z.enum(requestKinds.runflow), z.array(runflowScenarioSchema)),
  ...commandsFor('aimlapi', z.enum(requestKinds.aimlapi), z.array(aimlapiScenarioSchema)),
])

export type ScenarioCommand = z.infer<typeof scenarioCommandSchema>

export function applyScenarioCommand(switches: ScenarioSwitches, command: ScenarioCommand): void {
  // A command's request and scenarios are of its own service: each branch narrows both at once.
  if (command.service === 'runflow') apply(switches.runflow, command)
  else apply(switches.aimlapi, command)
}

type Command<Kind extends string, S> =
  | { readonly rule: 'always'; readonly request: Kind | 'any'; readonly scenarios: readonly S[] }
  | { readonly rule: 'next'; readonly request: Kind; readonly scenarios: readonly S[] }
  | { readonly rule: 'nth'; readonly request: Kind; readonly n: number; readonly scenarios: readonly S[] }
  | { readonly rule: 'match'; readonly request: Kind; readonly words: string; readonly scenarios: readonly S[] }
  | { readonly rule: 'clear' }

function apply<Kind extends string, S extends Scenario>(to: ScenarioSwitch<Kind, S>, command: Command<Kind, S>): void {
  switch (command.rule) {
    case 'always':
      return to.always(command.request, command.scenarios)
    case 'next':
      return to.next(command.request, command.scenarios)
    case 'nth':
      return to.nth(command.request, command.n, command.scenarios)
    case 'match':
      return to.match(command.words, command.scenarios, command.request)
    case 'clear':
      return to.clear()
  }
}

function commandsFor<Name extends string, Kind extends z.ZodType<string>, List extends z.ZodType>(
  name: Name,
  request: Kind,
  scenarios: List,
) {
  const service = z.literal(name)
  return [
    z.strictObject({ service, rule: z.literal('always'), request: z.union([request, z.literal('any')]), scenarios }),
    z.strictObject({ service, rule: z.literal('next'), request, scenarios }),
    z.strictObject({ service, rule: z.literal('nth'), request, n: z.int().min(1), scenarios }),
    z.strictObject({ service, rule: z.literal('match'), request, words: z.string().min(1), scenarios }),
    z.strictObject({ service, rule: z.literal('clear') }),
  ] as const
}
