/**
 * The picker of saved connections. Your server makes a session for each opening, with its API key
 * (permission picker:write) and the exact origin of your page:
 *
 *     POST /api/v1/picker-sessions   {"origin": "https://builder.example"}
 *
 * and your page opens the picker with it, in a click:
 *
 *     <script src="https://connector.example/picker.js"></script>
 *     const { connectionId } = await ConnectorPicker.open({ session, mode: 'popup' });
 *
 * or, as a module: import { open } from 'https://connector.example/picker.mjs'
 *
 * With a Content-Security-Policy of your own, allow the service's origin in script-src and, for
 * frames, in frame-src. Every page around the frame has to be of the session's origin. With a
 * Cross-Origin-Opener-Policy of your own, a popup takes same-origin-allow-popups.
 */
declare namespace ConnectorPicker {
  interface Options {
    /**
     * `session` of the API's answer; or a promise of it, so that your page may ask your server after
     * the click without losing the popup.
     */
    session: string | PromiseLike<string>;
    /** A window of its own (the default), or a frame: in a modal dialog, or in `container`. */
    mode?: 'popup' | 'iframe';
    /** Where the frame is put; give it a height. */
    container?: HTMLElement;
    /** Closes the picker. */
    signal?: AbortSignal;
  }

  interface PickedConnection {
    /** For /proxy/{connectionId} and /api/v1/connections/{connectionId}. */
    connectionId: string;
    name: string;
    storeHash: string;
  }

  /**
   * - `closed`: the user closed it and picked nothing
   * - `blocked`: the browser did not let the popup open; open it in a click, or take mode `iframe`
   * - `expired`: the session was older than 30 minutes, or its API key was revoked
   * - `aborted`: your signal closed it
   * - `failed`: there was no session (see `cause`), or its page did not appear
   */
  type Reason = 'closed' | 'blocked' | 'expired' | 'aborted' | 'failed';

  class PickerError extends Error {
    readonly name: 'PickerError';
    readonly reason: Reason;
  }

  /** Resolves with what was picked; rejects with a `PickerError`. */
  function open(options: Options): Promise<PickedConnection>;
}
