/** Why something that was dropped or named is not among the sources. The one list: intake, CLI and page derive from it. */
export const leftOutReasons = {
  missing: 'There is no such file or folder.',
  junk: 'It is a file that systems and programs leave behind.',
  hidden: 'It is hidden.',
  link: 'It is a link inside a folder, and links there are not followed.',
  'not-a-file': 'It is neither a file nor a folder.',
  'not-a-picture': 'Its content is not a picture Lightbench reads.',
  empty: 'The file is empty.',
  'too-large': 'The file is too large.',
  'too-deep': 'The folder lies too deep.',
  'too-many': 'There are too many files; the rest was not looked at.',
  unreadable: 'It cannot be read.',
  'own-output': 'It is in the folder Lightbench writes to, or was made by it.',
  'named-twice': 'It was already reached another way.',
} as const satisfies Record<string, string>

export type LeftOutReason = keyof typeof leftOutReasons
