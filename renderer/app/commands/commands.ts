import type { MessageKey } from '../../messages/message-key.ts'

export const commandGroups = ['file', 'edit', 'run', 'view', 'review', 'help'] as const
export type CommandGroup = (typeof commandGroups)[number]

interface CommandDeclaration {
  readonly group: CommandGroup
  readonly title: MessageKey
  /** Key combinations, `mod` for Ctrl or Cmd; the first is shown. */
  readonly keys: readonly string[]
}

/**
 * Everything that can be done by name: palette, shortcuts sheet, key handling and the native menu's commands derive from
 * it. A feature says what a command does with `useCommand`.
 */
export const commands = {
  'add-files': { group: 'file', title: 'command.add-files', keys: ['mod+o'] },
  'add-folder': { group: 'file', title: 'command.add-folder', keys: ['mod+shift+o'] },
  'add-samples': { group: 'file', title: 'command.add-samples', keys: [] },
  settings: { group: 'file', title: 'command.settings', keys: ['mod+,'] },
  'toggle-practice': { group: 'file', title: 'command.toggle-practice', keys: [] },
  undo: { group: 'edit', title: 'command.undo', keys: ['mod+z'] },
  redo: { group: 'edit', title: 'command.redo', keys: ['mod+shift+z', 'mod+y'] },
  'select-all': { group: 'edit', title: 'command.select-all', keys: ['mod+a'] },
  'select-none': { group: 'edit', title: 'command.select-none', keys: ['Escape'] },
  'remove-sources': { group: 'edit', title: 'command.remove-sources', keys: ['Delete', 'Backspace'] },
  search: { group: 'edit', title: 'command.search', keys: ['mod+f', '/'] },
  'view-grid': { group: 'view', title: 'command.view-grid', keys: ['g'] },
  'view-loupe': { group: 'view', title: 'command.view-loupe', keys: ['e', ' '] },
  'view-compare': { group: 'view', title: 'command.view-compare', keys: ['c'] },
  'zoom-in': { group: 'view', title: 'command.zoom-in', keys: ['+', '='] },
  'zoom-out': { group: 'view', title: 'command.zoom-out', keys: ['-'] },
  'toggle-sidebar': { group: 'view', title: 'command.toggle-sidebar', keys: ['mod+b'] },
  'toggle-recipe': { group: 'view', title: 'command.toggle-recipe', keys: ['mod+shift+b'] },
  'show-table': { group: 'view', title: 'command.show-table', keys: ['mod+1'] },
  'show-latest-batch': { group: 'view', title: 'command.show-latest-batch', keys: ['mod+2'] },
  'show-history': { group: 'view', title: 'command.show-history', keys: ['mod+3'] },
  'show-spend': { group: 'view', title: 'command.show-spend', keys: ['mod+4'] },
  report: { group: 'file', title: 'command.report', keys: ['mod+e'] },
  'focus-prompt': { group: 'run', title: 'command.focus-prompt', keys: ['mod+p'] },
  try: { group: 'run', title: 'command.try', keys: ['mod+shift+Enter'] },
  run: { group: 'run', title: 'command.run', keys: ['mod+Enter'] },
  pause: { group: 'run', title: 'command.pause', keys: ['mod+.'] },
  'retry-failed': { group: 'run', title: 'command.retry-failed', keys: [] },
  'batch-details': { group: 'run', title: 'command.batch-details', keys: ['mod+d'] },
  keep: { group: 'review', title: 'command.keep', keys: ['p', 'k'] },
  reject: { group: 'review', title: 'command.reject', keys: ['x'] },
  unmark: { group: 'review', title: 'command.unmark', keys: ['u'] },
  'keep-only': { group: 'review', title: 'command.keep-only', keys: ['w'] },
  'rate-5': { group: 'review', title: 'command.rate-5', keys: ['5'] },
  'rate-4': { group: 'review', title: 'command.rate-4', keys: ['4'] },
  'rate-3': { group: 'review', title: 'command.rate-3', keys: ['3'] },
  'rate-2': { group: 'review', title: 'command.rate-2', keys: ['2'] },
  'rate-1': { group: 'review', title: 'command.rate-1', keys: ['1'] },
  'rate-0': { group: 'review', title: 'command.rate-0', keys: ['0'] },
  tag: { group: 'review', title: 'command.tag', keys: ['t'] },
  note: { group: 'review', title: 'command.note', keys: ['n'] },
  'next-picture': { group: 'review', title: 'command.next-picture', keys: ['.'] },
  'previous-picture': { group: 'review', title: 'command.previous-picture', keys: [','] },
  'toggle-advance': { group: 'review', title: 'command.toggle-advance', keys: ['v'] },
  'do-again': { group: 'review', title: 'command.do-again', keys: ['r'] },
  'run-again': { group: 'review', title: 'command.run-again', keys: ['a'] },
  'bin-rejected': { group: 'review', title: 'command.bin-rejected', keys: ['mod+Backspace'] },
  verify: { group: 'file', title: 'command.verify', keys: [] },
  repair: { group: 'file', title: 'command.repair', keys: [] },
  palette: { group: 'help', title: 'command.palette', keys: ['mod+k'] },
  shortcuts: { group: 'help', title: 'command.shortcuts', keys: ['?'] },
} as const satisfies Record<string, CommandDeclaration>

export type CommandId = keyof typeof commands
