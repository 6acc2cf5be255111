export const settings = {
  'settings.title': 'Settings',
  'settings.services': 'Services',
  'settings.money': 'Money',
  'settings.output': 'Output',
  'settings.privacy': 'Privacy',
  'settings.speed': 'Speed',
  'settings.appearance': 'Appearance',
  'settings.library': 'Library',
  'settings.diagnostics': 'Diagnostics',

  'settings.keys-note':
    'Paid models need a key of their service. A key is tried first and then kept in the key store of this system; no window and no log ever shows it.',
  'settings.keys-reading': 'Asking the key store…',
  'settings.store-consequence':
    'Until then no key can be kept and nothing is spent. The history, models on this machine and practice mode work.',
  'settings.key-none': 'No key',
  'settings.key-in-keychain': 'In the system’s key store',
  'settings.key-in-environment': 'From the environment',
  'settings.environment-note': '{variable} is set where Lightbench was started, and goes before the key store.',
  'settings.key-label': 'Key for {name}',
  'settings.key-placeholder': 'Paste the key',
  'settings.key-hint': 'It is tried at the service before it is kept. Trying costs nothing.',
  'settings.key-keep': 'Try and keep',
  'settings.key-trying': 'Trying…',
  'settings.key-page': 'Get a key from {name}',
  'settings.asking': 'Asking {name}…',
  'settings.balance': 'Works. Balance {amount}.',
  'settings.balance-unknown': 'Balance unknown.',
  'settings.test': 'Test',
  'settings.test-of': 'Test the key for {name}',
  'settings.replace': 'Replace…',
  'settings.replace-of': 'Replace the key for {name}',
  'settings.remove-of': 'Remove the key for {name}',
  'settings.remove-title': 'Remove the key for {name}?',
  'settings.remove-body':
    'It is deleted from the key store of this system. Batches with {name} stop until there is a key again; what is paid for is kept.',
  'settings.remove-key': 'Remove the key',

  'settings.caps-note':
    'What may be spent at most, in US dollars. The price of a request is held against every cap before it is sent, so a cap is never overrun.',
  'settings.cap-batchUsd': 'Cap for each batch',
  'settings.cap-batchUsd-hint': 'Counts where a recipe names no cap of its own.',
  'settings.cap-dayUsd': 'Cap for each day',
  'settings.cap-dayUsd-hint': 'All services together, from midnight to midnight.',
  'settings.cap-monthUsd': 'Cap for each month',
  'settings.cap-monthUsd-hint': 'All services together, by calendar month.',
  'settings.cap-none': 'No cap',
  'settings.cap-invalid': 'Write an amount such as 5 or 12.50, or nothing for no cap.',

  'settings.output-note': 'Where results go when a recipe names no folder of its own.',
  'settings.output-now': 'Results go to',
  'settings.output-beside': 'A folder beside the pictures',
  'settings.output-choose': 'Choose a folder…',
  'settings.output-typed': 'Path of a folder',
  'settings.output-use': 'Use this folder',
  'settings.output-use-beside': 'Beside the pictures instead',
  'settings.output-recent': 'Used lately',

  'settings.privacy-sent': 'What is sent',
  'settings.privacy-sent-body':
    'To the service of the model, and nowhere else: the pixels of the pictures, upright and with their colour profile, the prompt, and the values of the recipe.',
  'settings.privacy-stripped': 'What is taken out before',
  'settings.privacy-place': 'the place where it was taken',
  'settings.privacy-camera': 'camera, lens, serial numbers and times',
  'settings.privacy-texts': 'captions, keywords, names and copyright',
  'settings.privacy-names': 'the name of the file and its folder',
  'settings.gps': 'New recipes may send the place',
  'settings.gps-hint': 'Only for services that use it. Each recipe shows this and can say otherwise.',
  'settings.privacy-local':
    'Models on this machine send nothing. Results keep the data of their source by the rules of the recipe.',

  'settings.speed-note':
    'How many pictures are worked on at a time. More is faster until a service says it is too much; then it waits by itself.',
  'settings.speed-local': 'This machine',
  'settings.speed-requests': 'requests at a time',
  'settings.speed-pictures': 'pictures at a time',
  'settings.speed-invalid': 'A whole number from {min} to {max}.',

  'settings.theme': 'Theme',
  'settings.theme-system': 'As the system',
  'settings.theme-light': 'Light',
  'settings.theme-dark': 'Dark',
  'settings.language': 'Language',
  'settings.language-system': 'As the system',
  'settings.notifications': 'Say when a batch is over',
  'settings.notifications-hint': 'As a notification of the system, while the window is not in front.',

  'settings.library-folder': 'Folder of the library',
  'settings.library-holds':
    '{sources, plural, =0 {No pictures} one {# picture} other {# pictures}} on the table, {batches, plural, =0 {no batches} one {# batch} other {# batches}} in the history.',
  'settings.library-note':
    'History, thumbnails and results that could not be written yet lie here. Set LIGHTBENCH_HOME before starting to use another one.',
  'settings.version': 'Lightbench {version}',

  'settings.diagnostics-note':
    'What Lightbench wrote down about its work. Keys are never in it; paths and prompts may be.',
  'settings.diagnostics-reading': 'Reading the log…',
  'settings.diagnostics-log': 'Log',
  'settings.diagnostics-copy': 'Copy',
  'settings.diagnostics-again': 'Read again',
  'settings.diagnostics-copied': 'Copied.',
  'settings.diagnostics-refused': 'The browser does not allow copying here; select the text and copy it by hand.',
} as const
