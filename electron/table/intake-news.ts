import type { IntakeState } from '../../shared/ipc/rows.ts'
import { createPaced } from './paced.ts'

type Phase = Exclude<IntakeState['phase'], 'receiving'>
type Change = Partial<Omit<IntakeState, 'phase'> & { readonly phase: Phase }>

/** How far intake is, and who is told of it. */
export interface IntakeNews {
  read(): IntakeState
  change(change: Change): void
  flush(): void
}

export function createIntakeNews(spanMs: number, onState: (state: IntakeState) => void): IntakeNews {
  let state: IntakeState & { readonly phase: Phase } = { phase: 'idle', found: 0, received: null, last: null }
  const paced = createPaced(spanMs, () => onState(read()))
  return {
    read,
    change: (change) => {
      state = { ...state, ...change }
      paced.tell()
    },
    flush: () => paced.flush(),
  }

  /** Files may be on their way while others are looked at; the looking is what shows. */
  function read(): IntakeState {
    const isReceiving = state.phase === 'idle' && state.received !== null
    return isReceiving ? { ...state, phase: 'receiving' } : state
  }
}
