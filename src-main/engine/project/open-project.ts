import type { ProjectBrief } from '../../contract/engine-host';
import type { ProjectDesk } from './project-desk';

/** Opens a folder as `--project` does: who names a project wants its app, so that is put on the hub if it is missing. */
export async function openProject(project: ProjectDesk, dir: string): Promise<ProjectBrief | null> {
  const opened = await project.open(dir);
  if (opened === null) return null;
  if (opened.app?.state === 'missing') {
    // One that cannot be put there, as apps were named by flags, is shown as missing.
    await project.adopt().catch(() => {});
  }
  const state = project.state() ?? opened;
  return {
    dir: state.dir,
    name: state.name,
    framework: state.framework,
    app: state.app?.state === 'there' ? state.app.id : null,
    findings: state.findings.length,
  };
}
