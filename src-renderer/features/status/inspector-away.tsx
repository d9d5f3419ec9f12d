import { useWords } from '../../languages/use-words';
import { useCommand, useKeyCap } from '../../state/commands';
import { inspectorWindowKeys, useInspectorPlace } from '../../state/inspector-place';
import { WithTooltip } from '../../ui/tooltip';
import { QuietButton } from './quiet-button';

/** Where the inspector has gone, and the way back; nothing while it is here. */
export function InspectorAway() {
  const t = useWords('windows');
  const isAway = useInspectorPlace(({ place }) => place === 'away');
  const move = useInspectorPlace(({ move }) => move);
  useCommand('inspector.window', isAway ? t('back') : t('own'), inspectorWindowKeys, move);
  const keyCap = useKeyCap('inspector.window');
  if (!isAway) return null;
  return (
    <WithTooltip text={t('back')} keyCap={keyCap}>
      <QuietButton onPress={move}>{t('bringBack')}</QuietButton>
    </WithTooltip>
  );
}
