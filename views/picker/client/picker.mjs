/* The picker of saved connections as a module: it loads /picker.js of the same service. */
await new Promise((resolve, reject) => {
  const src = new URL('picker.js', import.meta.url).href;
  const script = Object.assign(document.createElement('script'), { src, onload: resolve });
  script.onerror = () => reject(new Error(`${src} could not be loaded.`));
  document.head.append(script);
});

export const { open, PickerError } = window.ConnectorPicker;
