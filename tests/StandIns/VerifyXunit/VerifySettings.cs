namespace VerifyTests;

/// <summary>How the files of one verification are named.</summary>
public sealed class VerifySettings
{
    internal string? Directory { get; private set; }

    internal string? FileName { get; private set; }

    internal string? TypeName { get; private set; }

    internal string? MethodName { get; private set; }

    internal object?[]? Parameters { get; private set; }

    internal string? ParametersText { get; private set; }

    public VerifySettings()
    {
    }

    public VerifySettings(VerifySettings? settings)
    {
        if (settings is null)
            return;
        Directory = settings.Directory;
        FileName = settings.FileName;
        TypeName = settings.TypeName;
        MethodName = settings.MethodName;
        Parameters = settings.Parameters;
        ParametersText = settings.ParametersText;
    }

    /// <summary>Where the files are, relative to the folder of the test's source file.</summary>
    public void UseDirectory(string directory) => Directory = directory;

    /// <summary>Replaces class, method and parameters in the file name.</summary>
    public void UseFileName(string fileName)
    {
        FileName = fileName;
        RefuseContradiction();
    }

    public void UseTypeName(string name)
    {
        TypeName = name;
        RefuseContradiction();
    }

    public void UseMethodName(string name)
    {
        MethodName = name;
        RefuseContradiction();
    }

    /// <summary>The arguments of a theory, in the order of its parameters; a prefix of them is enough.</summary>
    public void UseParameters(params object?[] parameters)
    {
        Parameters = parameters;
        RefuseContradiction();
    }

    public void UseTextForParameters(string parametersText)
    {
        ParametersText = parametersText;
        RefuseContradiction();
    }

    private void RefuseContradiction()
    {
        if (FileName is not null && (TypeName ?? MethodName ?? ParametersText ?? (object?)Parameters) is not null)
            throw new InvalidOperationException("UseFileName names the whole file: it cannot be combined with UseTypeName, UseMethodName, UseParameters or UseTextForParameters.");
    }
}
