import { expect, test } from 'vitest';
import { missingNeeds, packageNames } from './system-packages.mjs';

const GTK = ['libgtk-3-0t64', 'libgtk-3-0'];
const NSS = ['libnss3'];

test('a need is met by any of its names that is really installed', () => {
  const statuses = 'ii  libgtk-3-0\nii  libgbm1\nun  libnss3\nrc  libxss1\n';
  expect(missingNeeds([GTK, NSS, ['libxss1'], ['libgbm1'], ['xvfb']], statuses)).toEqual([NSS, ['libxss1'], ['xvfb']]);
});

test('the name to install is the one this distribution has', () => {
  const older =
    'libgtk-3-0:\n  Installed: (none)\n  Candidate: 3.24.38\n  Version table:\nlibnss3:\n  Installed: (none)\n  Candidate: 2:3.87\n';
  const newer =
    'libgtk-3-0t64:\n  Installed: (none)\n  Candidate: 3.24.41\n  Version table:\nlibgtk-3-0:\n  Installed: (none)\n  Candidate: (none)\n';
  expect(packageNames([GTK, NSS], older)).toEqual(['libgtk-3-0', 'libnss3']);
  expect(packageNames([GTK], newer)).toEqual(['libgtk-3-0t64']);
});

test('without package lists the plainest name is given', () => {
  expect(packageNames([GTK, NSS], '')).toEqual(['libgtk-3-0', 'libnss3']);
});
