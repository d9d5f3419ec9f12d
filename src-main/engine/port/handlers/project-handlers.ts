import { z } from 'zod';
import type { ProjectDesk } from '../../project/project-desk';
import type { HandlersOf } from '../handler';

export function projectHandlers(project: ProjectDesk): HandlersOf<'project' | 'workspace'> {
  return {
    'workspace.list': { input: z.undefined(), run: () => project.list() },
    'project.state': { input: z.undefined(), run: () => project.state() },
    'project.open': { input: z.strictObject({ dir: z.string().max(4_096) }), run: ({ dir }) => project.open(dir) },
    'project.adopt': { input: z.undefined(), run: () => project.adopt() },
    'project.save': { input: z.strictObject({ id: z.string().max(400) }), run: ({ id }) => project.save(id) },
    'project.block': { input: z.undefined(), run: () => ({ text: project.block() }) },
  };
}
