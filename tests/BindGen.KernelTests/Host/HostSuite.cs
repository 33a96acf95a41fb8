using System.Reflection;

namespace BindGen.KernelTests.Host;

/// <summary>Marks a static method that runs the wrappers on the kernel host, in a process of its own; it fails by an exception.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class HostSuiteAttribute : Attribute;

/// <summary>The suites of this assembly, by name.</summary>
internal static class HostSuite
{
    public static IReadOnlyDictionary<string, Action> All { get; } = typeof(HostSuite).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public))
        .Where(method => method.GetCustomAttribute<HostSuiteAttribute>() is not null)
        .ToDictionary(method => $"{method.DeclaringType!.Name}.{method.Name}", method => method.CreateDelegate<Action>(), StringComparer.Ordinal);
}
