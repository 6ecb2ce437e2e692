/** The recorder: callbacks as they arrive. */
export const recorder = {
  title: (iclient: string) => `Recorder of “${iclient}”`,
  intro:
    'Every callback of this iClient as it arrives, at whichever host, with each check that ran. It says what BigCommerce sends, and what was made of it.',
  kept: (atMost: { passed: number; looked_at: number; refused_early: number }) =>
    `Codes, tokens, states, secrets and signed payloads are never kept. A callback is kept for a day: at most ${atMost.passed} that were taken, ${atMost.looked_at} that were refused for their code or payload, and ${atMost.refused_early} that were refused before that. None of these pushes out the others.`,
  on: 'Recording',
  onText: (until: string) => `It stops by itself: ${until}`,
  off: 'Not recording',
  offText: 'Callbacks that arrive now are not kept.',
  switchOn: 'Record for 24 hours',
  switchOff: 'Stop recording',
  notices: { on: 'Callbacks are recorded from now on', off: 'Nothing is recorded any more' },
  filters: {
    heading: 'Filters',
    kind: 'Callback',
    verdict: 'Outcome',
    any: 'Any',
    apply: 'Show',
    clear: 'Remove all filters',
  },
  heading: 'Callbacks, the newest first',
  columns: { when: 'When (UTC)', callback: 'Callback', host: 'Called at', outcome: 'Outcome' },
  kinds: { auth: 'Auth', load: 'Load', uninstall: 'Uninstall', remove_user: 'Remove user' },
  verdicts: { passed: 'Taken', failed: 'Refused' },
  unanswered: 'Whoever called went away before the answer.',
  none: 'No callback has arrived yet.',
  noneOff: 'Nothing was recorded in the last 24 hours.',
  noneFound: 'No callback matches these filters.',
  tryIt:
    'Install or open the app in BigCommerce. If it stays empty here, BigCommerce calls another address: compare the callback URLs.',
  reload: 'Show the newest',
  live: 'New callbacks appear here by themselves.',
  polled:
    'Live news does not get through: a proxy or tunnel in front of the service holds it back. So this page looks for new callbacks every few seconds.',
  interrupted:
    'Interrupted: the service cannot reach its saved data, so callbacks are neither recorded nor shown. This goes on by itself once it can.',
  arrived: 'A new callback arrived.',
  entry: {
    title: (kind: string) => `${kind} callback`,
    back: 'All recorded callbacks',
    shown: 'What its page said',
    status: 'Answered with',
    code: 'Error code',
    parameter: 'Parameter at fault',
    took: 'Took',
    milliseconds: (count: string) => `${count} ms`,
    checks: 'Checks',
    codeRepeated:
      'Its code came before, so BigCommerce was not asked again: it got what came of the code then.',
    checksText: 'In the order in which they run. The first one that fails ends it.',
    arrival: 'How it arrived',
    when: 'When (UTC)',
    address: 'Called at',
    forwarded: (headers: string) => `As the caller says (${headers}), which anybody can.`,
    via: 'Passed on as',
    viaText: 'The host by which a proxy or tunnel in front called this service.',
    referer: 'From a page of',
    userAgent: 'User agent',
    unknown: 'Not said',
    connection: 'Connection',
    parameters: 'Parameters',
    noParameters: 'It had none of the parameters that callbacks have.',
    hidden: 'There. Its value is not kept.',
    others: (count: number) =>
      count === 1
        ? 'One other parameter, of which nothing is kept.'
        : `${count} other parameters, of which nothing is kept.`,
    share: 'Share it',
    shareText: 'Whoever may sign in to the console can open this address, for a day.',
    link: 'Address of this page',
  },
  passedBefore: 'Passed before',
  checkVerdicts: {
    passed: 'Passed',
    failed: 'Failed',
    not_reached: 'Not reached',
    unknown: 'Not known',
  },
  checks: {
    request: 'It is a plain visit: a GET, and not fetched ahead by a browser',
    app: 'Its path is that of an iClient’s callback URL, character for character',
    announced: 'If it has a state, it belongs to an authorization that began here, in this browser',
    parameters: 'Each parameter is there once and well formed, and none says that it was refused',
    allowed: 'If somebody began it here, it is for the store that was meant, and still allowed',
    exchange: 'BigCommerce exchanges the code for a token',
    token_store: 'The token is for the store that the callback names',
    saved: 'The connection is saved',
    payload: 'There is one signed payload',
    signature:
      'It is signed with the client secret of this iClient, for this app, with every claim',
    times: 'It is valid at this time',
    connection: 'The app is installed on its store',
    user: 'Its user has not been removed since',
  },
};

export const recorderFailures = {
  callback_record_unknown: {
    title: 'This callback is not kept any more',
    happened: 'Recorded callbacks are kept for a day, and only so many of each iClient.',
    todo: 'Open the recorder of its iClient to see those that are kept.',
  },
  streams_full: {
    title: 'Too many pages are watching',
    happened: 'New callbacks are shown by themselves on only so many pages at once.',
    todo: 'Close pages of the recorder that you do not need, or reload this one now and then.',
  },
};
