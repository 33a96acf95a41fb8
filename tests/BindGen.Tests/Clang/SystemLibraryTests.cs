using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Emit;
using BindGen.Model;
using BindGen.Ownership;
using BindGen.Pipeline;
using BindGen.Tests.Emit;
using Microsoft.CodeAnalysis;
using Xunit;

namespace BindGen.Tests.Clang;

/// <summary>Headers of real libraries, as far as this machine has them: the C compiler agrees with what was captured, the raw layer
/// compiles without a warning, and .NET lays its structs out as C does.</summary>
public sealed class SystemLibraryTests
{
    [HeaderFact("/usr/include/stdio.h")]
    public void C_library() =>
        AssertExact(20, ["stdio.h", "stdlib.h", "string.h", "time.h", "signal.h", "sys/stat.h", "sys/socket.h", "netinet/in.h", "math.h", "complex.h", "ucontext.h"], []);

    [HeaderFact("/usr/include/zlib.h")]
    public void Zlib() => AssertExact(3, ["zlib.h"], ["*"]);

    [HeaderFact("/usr/include/sqlite3.h")]
    public void Sqlite() => AssertExact(20, ["sqlite3.h"], []);

    [HeaderFact("/usr/lib/llvm-19/include/clang-c/Index.h")]
    public void Libclang_19() => AssertExact(20, ["clang-c/Index.h", "clang-c/CXCompilationDatabase.h"], ["clang-c/*"], "-I/usr/lib/llvm-19/include");

    [HeaderFact("/usr/lib/llvm-14/include/clang-c/Index.h")]
    public void Libclang_14() => AssertExact(20, ["clang-c/Index.h"], ["clang-c/*"], "-I/usr/lib/llvm-14/include");

    [HeaderFact("/usr/include/xf86drm.h")]
    public void Libdrm() => AssertExact(60, ["xf86drm.h", "xf86drmMode.h"], ["drm*"], "-I/usr/include/libdrm");

    [HeaderFact("/usr/include/libusb-1.0/libusb.h")]
    public void Libusb() => AssertExact(15, ["libusb-1.0/libusb.h"], []);

    [HeaderFact("/usr/include/x86_64-linux-gnu/curl/curl.h")]
    public void Libcurl() => AssertExact(20, ["curl/curl.h"], ["curl/*"]);

    [HeaderFact("/usr/include/openssl/ssl.h")]
    public void Openssl() => AssertExact(10, ["openssl/ssl.h"], ["openssl/ssl*", "openssl/asn1.h", "openssl/bio.h", "openssl/err.h", "openssl/x509.h"]);

    /// <param name="records">At least so many have a size.</param>
    private static void AssertExact(int records, ImmutableArray<string> headers, ImmutableArray<string> also, params ImmutableArray<string> arguments)
    {
        var diagnostics = new DiagnosticBag();
        var api = HeaderSource.Read(new HeaderRequest(headers, also, arguments, null, ""), diagnostics);
        Assert.DoesNotContain(diagnostics.ToSorted(), found => found.Kind.Severity != Severity.Note);
        Assert.InRange(api!.Records.Count(record => record.IsComplete), records, 1000);

        // A macro may have the name of a member or of a function, which it would replace.
        var names = api.Records.SelectMany(record => record.Fields).Select(field => field.Name).Concat(api.Functions.Select(function => function.Name)).Distinct();
        var assertions = LayoutAssertions.Of(
            api, string.Concat(headers.Select(header => $"#include <{header}>\n").Concat(names.Where(name => name.Length > 0).Select(name => $"#undef {name}\n"))));
        Assert.NotEmpty(CCompiler.Installed());
        CCompiler.Installed()[^1].AssertTrue(assertions, ["-std=gnu11", "-Dvolatile=", .. arguments]);

        var model = OwnershipModel.WithoutRules("Linux", "none", api);
        Assert.Equal([], RawAssembly.Compile(model).GetDiagnostics().Where(found => found.Severity >= DiagnosticSeverity.Warning).Select(RawAssembly.Describe));
        using var raw = new RawAssembly(api);
        Assert.Equal([], RawLayoutTests.Differences(raw));
        if (api.Records.SelectMany(record => record.Fields).Any(field => field.BitWidth > 0))
            Assert.Equal([], BitfieldProbe.Differences(raw));
    }
}

/// <summary>A test that needs the headers of a library.</summary>
public sealed class HeaderFactAttribute : LibClangFactAttribute
{
    public HeaderFactAttribute(string header) => Skip ??= File.Exists(header) ? null : $"{header} is not on this machine";
}
