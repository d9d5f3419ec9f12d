import type { FaceSettings } from '../../contract/faces';
import type { SettingsBook } from './settings-book';

/** Which other servers the hub answers as, as it is set whenever somebody looks. */
export function liveFaces(book: SettingsBook): FaceSettings {
  return {
    get laravelWebsockets() {
      return book.settings.faces.laravelWebsockets;
    },
    get reverb() {
      return book.settings.faces.reverb;
    },
    get soketi() {
      return book.settings.faces.soketi;
    },
  };
}
