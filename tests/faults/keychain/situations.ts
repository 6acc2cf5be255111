/** How the key store is when the program starts. */
export interface Situation {
  readonly name: string
  readonly tools: readonly string[]
  /** A shell line that runs `"$@"` in that situation, with `$HOME` and `$XDG_RUNTIME_DIR` of its own. */
  readonly shell: string
  /** How long one call may take where none is answered; the program’s own limit when left out. */
  readonly limitMs?: number
  /** How long the first answer takes at least; the situation was not met where it comes sooner. */
  readonly leastMs?: number
  /** Paid batches whose key stands in this store: `kept` all the time, or in the `whole` course also taken away. */
  readonly life?: 'kept' | 'whole'
  /** What each call must come to. */
  readonly expected: Readonly<Record<'got' | 'set' | 'again' | 'removed' | 'after', RegExp>>
}

function always(outcome: RegExp): Situation['expected'] {
  return { got: outcome, set: outcome, again: outcome, removed: outcome, after: outcome }
}

const inSession = 'exec dbus-run-session -- sh -c'
/** Without anybody to ask, a store that is locked shows nothing and takes nothing. */
const nobodyUnlocks = { ...always(/^(keychain-\w+|gave null|gave false)$/), set: /^keychain-\w+$/ }

const unlocked = 'printf secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1'
const working: Situation['expected'] = {
  got: /^gave null$/,
  set: /^gave null$/,
  again: /^the key$/,
  removed: /^gave true$/,
  after: /^gave null$/,
}
/** A bus on which nobody may speak to a key store: it answers each call itself, with an error. */
const refusingBus = `<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/><deny send_destination="org.freedesktop.secrets"/></policy></busconfig>`
const slowBus = `${process.execPath} ${new URL('slow-bus.ts', import.meta.url).pathname}`
const slowMs = 3_000
const briefMs = 1_500

export const situations: readonly Situation[] = [
  {
    name: 'absent',
    tools: [],
    shell: 'unset DBUS_SESSION_BUS_ADDRESS; exec "$@"',
    expected: always(/^keychain-absent$/),
  },
  {
    name: 'a bus without a key store',
    tools: ['dbus-run-session'],
    shell: `${inSession} '"$@"' sh "$@"`,
    limitMs: briefMs,
    // Where gnome-keyring is installed the bus starts it by itself, locked.
    expected: nobodyUnlocks,
  },
  {
    name: 'hanging: a name on the bus that never answers',
    tools: ['dbus-run-session', 'dbus-test-tool'],
    shell: `${inSession} 'dbus-test-tool black-hole --name=org.freedesktop.secrets & hole=$!; sleep 0.5; "$@"; kill $hole' sh "$@"`,
    limitMs: briefMs,
    expected: always(/^keychain-hanging$/),
  },
  {
    name: 'refused: a bus that answers with an error',
    tools: ['dbus-run-session', 'dbus-test-tool'],
    shell: `printf '%s' '${refusingBus}' >"$XDG_RUNTIME_DIR/bus.conf"
      exec dbus-run-session --config-file="$XDG_RUNTIME_DIR/bus.conf" -- sh -c 'dbus-test-tool black-hole --name=org.freedesktop.secrets & hole=$!; sleep 0.5; "$@"; kill $hole' sh "$@"`,
    expected: always(/^keychain-refused$/),
  },
  {
    name: 'locked: gnome-keyring whose password nobody gives',
    tools: ['dbus-run-session', 'gnome-keyring-daemon'],
    shell: `${inSession} 'gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1; "$@"' sh "$@"`,
    limitMs: briefMs,
    expected: nobodyUnlocks,
  },
  {
    name: 'real: gnome-keyring, unlocked',
    tools: ['dbus-run-session', 'gnome-keyring-daemon'],
    shell: `${inSession} '${unlocked}; "$@"' sh "$@"`,
    life: 'whole',
    expected: working,
  },
  {
    name: 'slow: gnome-keyring that takes 3 s to wake up',
    tools: ['dbus-run-session', 'gnome-keyring-daemon'],
    shell: `${inSession} '${unlocked}
      bus="$XDG_RUNTIME_DIR/slow"; rm -f "$bus" "$bus.ready"
      ${slowBus} "$bus" ${slowMs} >"$bus.ready" & slow=$!
      while [ ! -s "$bus.ready" ]; do sleep 0.1; done
      DBUS_SESSION_BUS_ADDRESS="unix:path=$bus" "$@"; code=$?; kill $slow; exit $code' sh "$@"`,
    leastMs: slowMs,
    life: 'kept',
    expected: working,
  },
]
