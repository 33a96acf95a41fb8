using BindGen.KernelTests.Host;

return args is [HostProcess.Verb, var library, var suite] ? HostProcess.Run(library, suite) : throw new NotSupportedException("Run these tests with 'dotnet test'.");
