import type { TlsState } from '../../../src-main/contract/tls';
import { shellWord } from '../../format/shell';

/** Who is to trust the authority; each has words of its own under `secure.for`. */
export type TrustGoal = 'debian' | 'fedora' | 'chromium' | 'macos' | 'windows' | 'firefox' | 'php' | 'laravel' | 'node';

/** What a person does so that an authority is trusted, in the order in which it helps most. Firefox has no command. */
export function trustCommands(
  platform: TlsState['platform'],
  file: string,
): readonly { readonly goal: TrustGoal; readonly command: string }[] {
  const quoted = shellWord(file);
  const forSystem = {
    linux: [
      {
        goal: 'debian',
        command: `sudo cp ${quoted} /usr/local/share/ca-certificates/hubbub.crt && sudo update-ca-certificates`,
      },
      { goal: 'fedora', command: `sudo trust anchor ${quoted}` },
      { goal: 'chromium', command: `certutil -d sql:$HOME/.pki/nssdb -A -t "C,," -n Hubbub -i ${quoted}` },
    ],
    macos: [
      {
        goal: 'macos',
        command: `sudo security add-trusted-cert -d -r trustRoot -k /Library/Keychains/System.keychain ${quoted}`,
      },
    ],
    windows: [{ goal: 'windows', command: `certutil -user -addstore Root "${file}"` }],
    other: [],
  } as const;
  const node = platform === 'windows' ? `set NODE_EXTRA_CA_CERTS=${file}` : `export NODE_EXTRA_CA_CERTS=${quoted}`;
  return [
    ...forSystem[platform],
    { goal: 'firefox', command: '' },
    { goal: 'php', command: `curl.cainfo = "${file}"` },
    { goal: 'laravel', command: `'client_options' => ['verify' => '${file.replace(/[\\']/g, '\\$&')}'],` },
    { goal: 'node', command: node },
  ];
}
