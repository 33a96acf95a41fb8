using BindGen.KernelTests.Host;

return args switch
{
    [HostProcess.Verb, var library, var suite] => HostProcess.Run(library, suite),
    [HostProcess.RefusalVerb, var library] => HostProcess.RunRefused(library),
    _ => throw new NotSupportedException("Run these tests with 'dotnet test'."),
};
