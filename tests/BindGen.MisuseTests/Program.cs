using BindGen.MisuseTests;

return args switch
{
    [Child.Sanitized, var library] => Child.RunSanitized(library),
    [Child.Mutant, var directory, var test] => Child.RunMutant(directory, test),
    [Child.Crash, var assembly] => Child.RunCrash(assembly),
    _ => throw new NotSupportedException("Run these tests with 'dotnet test'."),
};
