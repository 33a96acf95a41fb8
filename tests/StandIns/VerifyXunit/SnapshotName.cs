using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using VerifyTests;

namespace VerifyXunit;

/// <summary>Where the snapshot of a test is: <c>{Directory}/{Class}.{Method}_{parameters}</c>, without suffix and extension.</summary>
internal sealed record SnapshotName(string Directory, string Prefix)
{
    private const string InvalidInFileNames = "\"<>|:*?\\/";

    private static readonly ConcurrentDictionary<string, MethodInfo> Claimed = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Names the snapshot and takes the name for this process.</summary>
    /// <exception cref="InvalidOperationException">The name is taken: two tests would overwrite each other's files.</exception>
    public static SnapshotName Claim(MethodInfo test, string sourceFile, VerifySettings settings)
    {
        var sourceFolder = Path.GetDirectoryName(sourceFile) ?? "";
        var name = new SnapshotName(Path.GetFullPath(Path.Combine(sourceFolder, settings.Directory ?? "")), PrefixOf(test, settings));
        return Claimed.TryAdd(Path.Combine(name.Directory, name.Prefix), test)
            ? name
            : throw new InvalidOperationException(
                $"The snapshot name '{name.Prefix}' is already used in this run. Give each call its own with UseParameters, UseTextForParameters, UseMethodName or UseFileName.");
    }

    /// <summary>The verified files of this name that exist, whatever their extension.</summary>
    public IEnumerable<string> FindVerified() =>
        System.IO.Directory.Exists(Directory)
            ? System.IO.Directory.EnumerateFiles(Directory).Where(file => Path.GetFileName(file).StartsWith($"{Prefix}.verified.", StringComparison.Ordinal))
            : [];

    public static IEnumerable<string> FindVerifiedBelow(string folder) =>
        System.IO.Directory.Exists(folder)
            ? System.IO.Directory.EnumerateFiles(folder, "*.verified.*", SearchOption.AllDirectories)
            : [];

    private static string PrefixOf(MethodInfo test, VerifySettings settings)
    {
        if (settings.FileName is { } fileName)
            return fileName;
        var type = test.ReflectedType!;
        var typeName = settings.TypeName ?? (type.IsNested ? $"{type.DeclaringType!.Name}.{type.Name}" : type.Name);
        return $"{typeName}.{settings.MethodName ?? test.Name}{ParametersOf(test, settings)}";
    }

    private static string ParametersOf(MethodInfo test, VerifySettings settings)
    {
        if (settings.ParametersText is { } text)
            return $"_{text}";
        var parameters = test.GetParameters();
        if (settings.Parameters is { } arguments)
        {
            return arguments.Length <= parameters.Length
                ? string.Concat(arguments.Select((argument, index) => $"_{parameters[index].Name}={TextOf(argument)}"))
                : throw new InvalidOperationException($"UseParameters got {arguments.Length} values; {test.Name} has {parameters.Length} parameters.");
        }

        return parameters.Length == 0
            ? ""
            : throw new InvalidOperationException(
                $"{test.ReflectedType!.Name}.{test.Name} has parameters: say .UseParameters({string.Join(", ", parameters.Select(parameter => parameter.Name))}).");
    }

    private static string TextOf(object? argument) => argument switch
    {
        null => "null",
        string text => Clean(text),
        IFormattable number => Clean(number.ToString(null, CultureInfo.InvariantCulture)),
        IEnumerable items => ListOf([.. items.Cast<object?>().Select(TextOf)]),
        _ => Clean(argument.ToString() ?? ""),
    };

    private static string ListOf(string[] items) => items.Length == 0 ? "[]" : string.Join(',', items);

    private static string Clean(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) || InvalidInFileNames.Contains(c) ? '-' : c));
}
