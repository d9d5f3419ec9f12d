/** What `env()` makes of the text of a variable (Illuminate\Support\Env). */
export function laravelEnv(text: string): string | boolean | null {
  switch (text.toLowerCase()) {
    case 'true':
    case '(true)':
      return true;
    case 'false':
    case '(false)':
      return false;
    case 'empty':
    case '(empty)':
      return '';
    case 'null':
    case '(null)':
      return null;
    default:
      return /^(['"])(.*)\1$/s.exec(text)?.[2] ?? text;
  }
}
