// Loads a compose file with the loader of Docker Compose itself and prints the model it makes of it, as JSON.
//
//	loader FILE... ENVFILE
//
// Variables come from ENVFILE only, never from the environment of the one who asks. Ends with 1 and the loader's own
// sentence when the file is not valid or a required variable is missing.
package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/compose-spec/compose-go/v2/cli"
)

func run(files []string, envFile string) error {
	folder, err := filepath.Abs(filepath.Dir(files[0]))
	if err != nil {
		return err
	}
	options, err := cli.NewProjectOptions(files,
		cli.WithWorkingDirectory(folder),
		cli.WithName("league-reorg"),
		cli.WithEnvFiles(envFile),
		cli.WithDotEnv,
		cli.WithProfiles([]string{"*"}),
		cli.WithConsistency(true),
		cli.WithNormalization(true),
	)
	if err != nil {
		return err
	}
	project, err := options.LoadProject(context.Background())
	if err != nil {
		return err
	}
	model, err := project.MarshalJSON()
	if err != nil {
		return err
	}
	_, err = os.Stdout.Write(append(model, '\n'))
	return err
}

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "usage: loader FILE... ENVFILE")
		os.Exit(2)
	}
	last := len(os.Args) - 1
	if err := run(os.Args[1:last], os.Args[last]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
