// The environment variables that the Lambda runtime gives each function besides the template's own.
import type { FunctionModel } from '../template/model.ts';

/** The template's variables win over the runtime's, and the runner's over those made up here. */
export function environmentOf(
  model: FunctionModel,
  region: string,
  runtimeEnvironment: Readonly<Record<string, string>>,
): Record<string, string> {
  return {
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${model.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: model.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(model.memoryMegabytes),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${model.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    // Nobody's: engines want a signature, and whose it is means nothing to them.
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_SESSION_TOKEN: 'local',
    // Whoever runs this may have a profile of their own: it must not reach the functions.
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    // The deployed runtime is newer than what this may run on; the SDK's advice is not the functions' to heed.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    LAMBDA_TASK_ROOT: model.folder,
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    _HANDLER: model.handler,
    ...runtimeEnvironment,
    ...model.environment,
  };
}
