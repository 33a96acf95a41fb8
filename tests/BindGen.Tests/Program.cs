using BindGen.Tests.Cli;

return args is [Crash.Verb, .. var arguments] ? Crash.Run(arguments) : throw new NotSupportedException("Run these tests with 'dotnet test'.");
