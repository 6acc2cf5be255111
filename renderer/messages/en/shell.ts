/** The frame of the window: panels, bands, palette. */
export const shell = {
  'shell.sources': 'Sources',
  'shell.recipe': 'Recipe',
  'shell.item': 'Details of the picture',
  'shell.resize-sources': 'Width of the sources',
  'shell.resize-recipe': 'Width of the recipe',
  'shell.resize-item': 'Width of the details',
  'shell.places': 'Places',
  'shell.folders': 'Folders',
  'shell.batches': 'Batches',
  'shell.history': 'History',
  'shell.settings': 'Settings',

  'shell.practice': 'Practice mode',
  'shell.practice-body': 'Simulated services: nothing is sent and nothing costs money.',
  'shell.practice-but-paid':
    'What starts now is simulated and costs nothing. Batch {number} was started before, is paid, and goes on.',
  'shell.practice-off': 'Switch off',
  'shell.busy': 'This library is in use by {holder}. Batches started here wait for it.',

  'shell.lost-title': 'Lightbench does not answer',
  'shell.lost-body':
    'The connection to the program was lost. Nothing paid for is lost: what was sent is written down and collected when it runs again.',
  'shell.shut-out-title': 'Lightbench was started anew',
  'shell.shut-out-body':
    'This page belongs to an earlier start. Open the address Lightbench printed when it started, and this page goes on by itself. Nothing paid for is lost.',
  'shell.lost-trying': 'Trying to reach it…',
  'shell.reload': 'Reload the window',
  'shell.broken-title': 'The window broke',
  'shell.broken-body':
    'Something unexpected happened in the window. Batches run on, and nothing is lost: reload to see where everything stands.',
  'shell.no-connection-title': 'Lightbench cannot be reached',
  'shell.no-connection-body':
    'The program behind this window is not running, or this address is of an earlier start. Start it again and open the address it prints.',

  'shell.open-services': 'Open keys',
  'shell.open-money': 'Open caps',
  'shell.open-output': 'Open settings',
  'shell.open-privacy': 'Open settings',
  'shell.open-speed': 'Open settings',
  'shell.open-appearance': 'Open settings',
  'shell.open-library': 'Open settings',
  'shell.open-diagnostics': 'Diagnostics',

  'shell.palette-search': 'Search commands, batches, folders, recipes, models',
  'shell.palette-nothing': 'Nothing has this name.',
  'shell.palette-batch': '#{number} {prompt}',
  'shell.palette-batches': 'Batch',
  'shell.palette-folders': 'Folder',
  'shell.palette-recipes': 'Recipe',
  'shell.palette-models': 'Model',

  'shell.group-file': 'File',
  'shell.group-edit': 'Edit',
  'shell.group-view': 'View',
  'shell.group-run': 'Run',
  'shell.group-review': 'Review',
  'shell.group-pictures': 'Pictures',
  'shell.key-neighbour': 'Picture before or after',
  'shell.key-toggle': 'Select or unselect',
  'shell.key-before': 'Hold: show the source',
  'shell.key-flicker': 'Flicker: press or hold',
  'shell.key-actual': 'Fit or actual pixels',
  'shell.key-facts': 'Facts, in the loupe',
  'shell.group-help': 'Help',
} as const
